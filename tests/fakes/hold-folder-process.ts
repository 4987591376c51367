import { officeSchema } from '../../shared/contract/index.ts';
import { openDataFolder } from '../../main/store/index.ts';

// Holds a data folder and its real database until it is killed; the parent hears when it has it.
const [folder = '', owner = ''] = process.argv.slice(2);
const held = openDataFolder({ folder, owner, now: new Date('2026-11-23T00:00:00Z') });
const store = held.openStore('real');
const office = officeSchema.parse({ declarant: '12345', name: 'T', customsOffice: '04010' });
store.transaction(({ settings }) => settings.set('office', office));
process.send?.('held');
setInterval(() => {}, 60_000);
