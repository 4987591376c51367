export { isFileNamePattern } from './file-name.ts';
export { folderDestination } from './destination.ts';
export { createFolderGateway } from './folder-gateway.ts';
export { folderMemory } from './memory.ts';
export { tryFolders } from './try-folders.ts';
export { waitingFiles } from './waiting-files.ts';
