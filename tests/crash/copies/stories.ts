/** What is cut off. A process is told by a number, as every workload of the lab is. */
export const stories = ['backup', 'restore', 'salvage'] as const;
export type Story = (typeof stories)[number];

export const seedOf = (story: Story): number => stories.indexOf(story) + 1;

/** @throws {RangeError} where the number is none of a story */
export function storyOf(seed: number): Story {
  const story = stories[seed - 1];
  if (story === undefined) throw new RangeError(`no story ${seed}`);
  return story;
}
