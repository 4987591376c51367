import { replaceAppImage } from '../../main/desktop/updates/replace-app-image.ts';

/** An update of an AppImage, as a process to be killed: `… FETCHED RUNNING`. */
const [fetched = '', running = ''] = process.argv.slice(2);
replaceAppImage(fetched, running);
