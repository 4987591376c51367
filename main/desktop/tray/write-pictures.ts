import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawPicture } from './draw-picture.ts';
import { pictureFiles } from './picture-files.ts';

/** `node main/desktop/tray/write-pictures.ts`: draws the files anew. */
const folder = join(import.meta.dirname, 'pictures');
mkdirSync(folder, { recursive: true });
for (const { name, picture, size, isTemplate } of pictureFiles)
  writeFileSync(join(folder, name), drawPicture(picture, size, isTemplate));
