// The cover on the lock screen: the ring, with the step's picture or number.

import { addressOf } from "./picture.js";

const SIZE = 512;

/** Returns a PNG as a data URL, which every system's player accepts. */
export async function drawCover(step, drawing, side) {
  const canvas = document.createElement("canvas");
  canvas.width = SIZE;
  canvas.height = SIZE;
  const context = canvas.getContext("2d");
  context.fillStyle = "#17110c";
  context.fillRect(0, 0, SIZE, SIZE);
  context.strokeStyle = "#ffb65c";
  context.lineWidth = 30;
  context.beginPath();
  context.arc(SIZE / 2, SIZE / 2, SIZE / 2 - 50, 0, 2 * Math.PI);
  context.stroke();
  if (drawing) await drawPicture(context, drawing, side);
  else drawNumber(context, String(step.number ?? "•"));
  return canvas.toDataURL("image/png");
}

async function drawPicture(context, drawing, side) {
  const image = new Image(SIZE * 0.56, SIZE * 0.56);
  image.src = addressOf(drawing, side);
  try {
    await image.decode();
    context.drawImage(image, SIZE * 0.22, SIZE * 0.22, SIZE * 0.56, SIZE * 0.56);
  } catch {
    // Without the picture, the ring stays empty.
  }
}

function drawNumber(context, number) {
  context.fillStyle = "#fff4e4";
  context.font = "600 220px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(number, SIZE / 2, SIZE / 2 + 12);
}
