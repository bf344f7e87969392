#!/usr/bin/env bash
# The shell pipeline: espeak-ng writes WAV files; ffmpeg joins them with silences and encodes.
#
#     pipeline.sh EVENTS.tsv CHIMES VOICE RATE OUT.mp3
#
# A line of EVENTS.tsv has a time in milliseconds; "phrase", "chime" or "end"; and the words or
# the chime's name. Written to be fast: everything stays at espeak-ng's sample rate up to the last
# command, and one ffmpeg writes all silences, because one process for each would cost more than
# the rest. As in the obvious program, each phrase is spoken when its turn comes.
set -euo pipefail
events=$1 chimes=$2 voice=$3 rate=$4 out=$5
readonly HERTZ=22050 HEADER_BYTES=44 # as espeak-ng writes, and ffmpeg with -bitexact
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
form=(-ar "$HERTZ" -ac 1 -c:a pcm_s16le -bitexact)

for file in "$chimes"/*.flac; do
    ffmpeg -v error -i "$file" "${form[@]}" "chime-$(basename "$file" .flac).wav"
done

at=0 count=0 # samples and phrases so far
declare -A gaps
while IFS=$'\t' read -r start_ms kind what; do
    gap=$((start_ms * HERTZ / 1000 - at))
    if ((gap > 0)); then
        echo "file gap-$gap.wav" >>list
        gaps[$gap]=1
        at=$((at + gap))
    fi
    case $kind in
    phrase)
        count=$((count + 1)) clip=phrase-$count.wav
        espeak-ng -v "$voice" -s "$rate" -w "$clip" "$what"
        ;;
    chime) clip=chime-$what.wav ;;
    end) continue ;;
    esac
    echo "file $clip" >>list
    at=$((at + ($(stat -c %s "$clip") - HEADER_BYTES) / 2))
done <"$events"

silences=()
for gap in "${!gaps[@]}"; do
    silences+=(-af "atrim=end_sample=$gap" "${form[@]}" "gap-$gap.wav")
done
ffmpeg -v error -f lavfi -i "anullsrc=r=$HERTZ:cl=mono" "${silences[@]}"
ffmpeg -v error -f concat -i list -ar 48000 -c:a libmp3lame -b:a 96k -y "$out"
