/** Pacing, notices and attempts of every folder exchange go by this name, wherever its folders are. */
export const folderDestination = 'folder';
