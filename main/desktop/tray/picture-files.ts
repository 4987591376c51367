import { trayPictures, type TrayPicture } from './tray-state.ts';

/** A picture file; the system finds the larger one by its name. */
export interface PictureFile {
  name: string;
  picture: TrayPicture;
  size: number;
  isTemplate: boolean;
}

/** Name of a picture without its larger sizes. `Template` at the end: macOS gives it its colour. */
export function pictureName(picture: TrayPicture, platform: string): string {
  return platform === 'darwin' ? `${picture}Template.png` : `${picture}.png`;
}

const scales = [
  ['', 16],
  ['@1.5x', 24],
  ['@2x', 32],
] as const;

export const pictureFiles: readonly PictureFile[] = trayPictures.flatMap((picture) =>
  [false, true].flatMap((isTemplate) =>
    scales
      // macOS knows whole scales alone.
      .filter(([scale]) => !isTemplate || scale !== '@1.5x')
      .map(([scale, size]) => ({
        name: `${picture}${isTemplate ? 'Template' : ''}${scale}.png`,
        picture,
        size,
        isTemplate,
      })),
  ),
);
