"""How much of a change to a sound is audible: the masking that lossy coding relies on."""

from tests.measuring import RATE, np

WINDOW = 2048

NOISE_DB, TONE_DB = np.full(24, 6.0), 15.0 + np.arange(24)
"""How far below the sound a noise is masked, in dB for each critical band: by noise, and by a pure
tone."""


def _powers(sound, matrix):
    """Power in each critical band, one row per window."""
    windows = np.lib.stride_tricks.sliding_window_view(sound, WINDOW)[:: WINDOW // 2]
    return np.abs(np.fft.rfft(windows * np.hanning(WINDOW))) ** 2 @ matrix


def noise_to_mask(sound, noise, under=NOISE_DB):
    """Noise relative to the masking threshold of the sound, in dB, one row per window.

    In critical bands up to 16 kHz (Zwicker), the threshold is `under` dB under the sound, and falls
    by 10 dB for each band above and 27 dB for each band below. It is never lower than the threshold
    in quiet (Terhardt), with full scale at 87 dB SPL, which puts speech at 68.
    """
    frequency = np.fft.rfftfreq(WINDOW, 1 / RATE)
    bark = 13 * np.arctan(0.00076 * frequency) + 3.5 * np.arctan((frequency / 7500) ** 2)
    matrix = (bark.astype(int)[:, None] == np.arange(24)).astype(float)
    apart = np.subtract.outer(np.arange(24), np.arange(24))
    spread = 10 ** (-np.where(apart > 0, 10 * apart, -27 * apart) / 10)
    khz = frequency @ matrix / matrix.sum(axis=0) / 1000
    quiet = 3.64 * khz**-0.8 - 6.5 * np.exp(-0.6 * (khz - 3.3) ** 2) + 0.001 * khz**4
    full_scale = (32_768 * WINDOW / 4) ** 2
    masks = _powers(sound, matrix) * 10 ** (-under / 10) @ spread.T
    masks += full_scale * 10 ** ((quiet - 87) / 10)
    return 10 * np.log10(_powers(noise, matrix) / masks + 1e-12)
