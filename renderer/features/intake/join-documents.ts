import { zip, type AsyncZippable } from 'fflate';

const isDocument = ({ name }: File): boolean => /\.xml$/i.test(name);

/** Several documents (XML) of one drop are looked at together; everything else is a file of its own. */
export function divideDrop(files: readonly File[]): { alone: File[]; together: File[] } {
  const together = files.filter(isDocument);
  if (together.length < 2) return { alone: [...files], together: [] };
  return { alone: files.filter((file) => !isDocument(file)), together };
}

/** One archive of several files; two of the same name are told apart by a number. */
export async function archiveOf(files: readonly File[]): Promise<File> {
  const content: AsyncZippable = {};
  for (const file of files) {
    let name = file.name;
    for (let n = 2; name in content; n += 1) name = file.name.replace(/(?=\.xml$)/i, ` (${n})`);
    // Stored as they are: they only travel to the engine.
    content[name] = [new Uint8Array(await file.arrayBuffer()), { level: 0 }];
  }
  const bytes = await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    zip(content, { level: 0, consume: true }, (error, data) => {
      if (error === null) resolve(new Uint8Array(data));
      else reject(error);
    });
  });
  return new File([bytes], `XML × ${files.length}.zip`, { type: 'application/zip' });
}
