import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const rectangleSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(640).max(20_000),
  height: z.number().int().min(480).max(20_000),
});
export type Rectangle = z.output<typeof rectangleSchema>;
const windowStateSchema = z.object({ bounds: rectangleSchema, maximized: z.boolean() });
export type WindowState = z.output<typeof windowStateSchema>;

export const firstSize = { width: 1280, height: 820 };

/**
 * Where a window is to open: as it was, or in its first size where nothing is known or what is
 * known lies on no screen any more.
 */
export function placeWindow(
  state: WindowState | null,
  screens: readonly Rectangle[],
): Partial<Rectangle> {
  const on = state === null ? undefined : screens.find((screen) => overlap(state.bounds, screen));
  if (state === null || on === undefined) return firstSize;
  const { bounds } = state;
  if (bounds.width <= on.width && bounds.height <= on.height) return bounds;
  // The screen has become smaller: all of the window is to fit on it.
  const width = Math.min(bounds.width, on.width);
  const height = Math.min(bounds.height, on.height);
  return {
    x: Math.max(on.x, Math.min(bounds.x, on.x + on.width - width)),
    y: Math.max(on.y, Math.min(bounds.y, on.y + on.height - height)),
    width,
    height,
  };
}

/** `null` where nothing is kept, or nothing that can be read. */
export function readWindowState(path: string): WindowState | null {
  try {
    const parsed = windowStateSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Keeps it for the next start; a window's place is not worth an error. */
export function writeWindowState(path: string, state: WindowState): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(state));
  } catch {
    // The window then opens in its first size.
  }
}

/** Enough of the title bar must show to take hold of it. */
function overlap(bounds: Rectangle, screen: Rectangle): boolean {
  const grip = 80;
  const wide =
    Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
  return wide >= grip && bounds.y >= screen.y && bounds.y + grip <= screen.y + screen.height;
}
