import { statfsSync } from 'node:fs';
import type { Disk, DiskLevel } from '../../../shared/contract/index.ts';

const mega = 1024 * 1024;

/** Room below which one is told. A day of much work takes some tens of megabytes. */
export const diskBounds = {
  shortBytes: 200 * mega,
  lowBytes: 1024 * mega,
  /** Sooner than this full, at the pace of our own growth. */
  lowDays: 14,
  /** A later end is not told of: the pace is not known that well. */
  farDays: 3650,
} as const;

/** How a disk stands with so much room, where the database grows by so much a day. */
export function judgeDisk(
  freeBytes: number,
  growthPerDay: number | null,
): { level: DiskLevel; daysLeft: number | null } {
  const days =
    growthPerDay === null || growthPerDay <= 0 ? null : Math.floor(freeBytes / growthPerDay);
  const daysLeft = days === null || days > diskBounds.farDays ? null : days;
  const isLow =
    freeBytes < diskBounds.lowBytes || (daysLeft !== null && daysLeft < diskBounds.lowDays);
  const level = freeBytes < diskBounds.shortBytes ? 'short' : isLow ? 'low' : 'fine';
  return { level, daysLeft };
}

/** The disk that a folder lies on; `null` where the system does not tell. */
export function readDisk(folder: string, growthPerDay: number | null): Disk | null {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder);
    const freeBytes = bavail * bsize;
    return { ...judgeDisk(freeBytes, growthPerDay), freeBytes, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}
