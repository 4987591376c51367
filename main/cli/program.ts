import { homedir } from 'node:os';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { scenarios } from '../../shared/contract/index.ts';
import { drillScenarios } from '../../shared/drill/scenarios.ts';
import { NaruError } from '../../shared/errors.ts';
import { pacingActions } from './pacing-actions.ts';
import { declarationKinds } from '../../shared/filing/numbers.ts';
import { customsStates, transportStates } from '../../shared/filing/states.ts';
import {
  createTranslate,
  languages,
  type Language,
  type TextKey,
} from '../../shared/i18n/index.ts';
import { logLevels } from '../../shared/log/levels.ts';
import { defaultDataFolder } from '../data-folder.ts';
import { terminalLanguage } from '../language.ts';
import type { Place } from './data.ts';
import { createFace, exit, type Exit, type Face, type Streams } from './face.ts';
import { keysOf } from './secrets.ts';
import { wrongUseSentence } from './wrong-use.ts';

const commonSchema = z.object({
  data: z.string().optional(),
  lang: z.enum(languages).optional(),
  json: z.boolean().optional(),
  practice: z.boolean().optional(),
  reveal: z.boolean().optional(),
});

/** Verbs whose output is what they were given, or made up: nothing of it comes from the data. */
const unmasked: ReadonlySet<string> = new Set(['document', 'schema', 'drill', 'practice']);

/** What `naru settings` does. */
const settingsActions = ['list', 'get', 'set'];

/** What `naru connection` does. */
const connectionActions = ['show', 'proxy', 'authorities'];

/** What `naru directive` does. */
const directiveActions = ['list', 'preview', 'show', 'apply', 'undo', 'discard'];

/** What `naru recovery` does. */
const recoveryActions = ['status', 'go-on'];

/** What `naru key` does. */
const keyActions = ['status', 'rotate', 'recover', 'passphrase', 'recovery-code'];

/** Speeds of `naru drill`; without one it leaps from moment to moment. */
const drillRunSpeeds = ['1', '10', '60', '600'];

type Verb = (face: Face, place: Place, args: string[], options: unknown) => Promise<Exit>;

/**
 * Runs the command line. A verb is loaded when it is called for: each needs little of all.
 * @returns the exit code: 0 done, 1 not all done, 2 wrong use, 3 data folder in use
 */
export async function runCli(argv: readonly string[], streams: Streams): Promise<Exit> {
  const language = languageOf(argv, streams.env);
  const t = createTranslate(language);
  let code: Exit = exit.done;

  /** A verb with the options that every verb has. */
  function verb(name: string, about: TextKey, load: () => Promise<Verb>): Command {
    return program
      .command(name)
      .description(t(about))
      .helpOption('-h, --help', t('cli.option.help'))
      .option('--data <DIR>', t('cli.option.data'))
      .addOption(new Option('--lang <LANG>', t('cli.option.lang')).choices(languages))
      .option('--json', t('cli.option.json'))
      .option('--practice', t('cli.option.practice'))
      .action(async (...given: unknown[]) => {
        const command = z.instanceof(Command).parse(given.at(-1));
        const options: unknown = command.opts();
        const common = commonSchema.parse(options);
        const masks = common.reveal !== true && !unmasked.has(command.name());
        const face = createFace(streams, language, { json: common.json === true, masks });
        const folder =
          common.data ??
          defaultDataFolder({ env: streams.env, platform: process.platform, home: homedir() });
        const place = {
          folder,
          mode: common.practice === true ? 'practice' : 'real',
          owner: `naru ${command.name()}`,
          keys: (of: string) => keysOf(face, of),
          onMade: () => face.note(t('cli.folderMade', { folder })),
        } as const;
        code = await guarded(face, async () => {
          const run = await load();
          return run(face, place, command.args, options);
        });
      });
  }

  const titles: Readonly<Record<string, string>> = {
    'Usage:': t('cli.title.usage'),
    'Options:': t('cli.title.options'),
    'Commands:': t('cli.title.commands'),
    'Arguments:': t('cli.title.arguments'),
  };
  const program = new Command('naru')
    .description(t('cli.about'))
    .version('0.1.0', '-V, --version', t('cli.option.version'))
    .helpOption('-h, --help', t('cli.option.help'))
    .helpCommand('help [verb]', t('cli.verb.help'))
    .configureHelp({ styleTitle: (title) => titles[title] ?? title })
    .exitOverride()
    // Mistakes are put into words below, in the person's language.
    .configureOutput({ writeOut: streams.out, writeErr: streams.err, outputError: () => {} });

  verb('init', 'cli.verb.init', async () => (await import('./verbs/init.ts')).initVerb)
    .requiredOption('--declarant <CODE>', t('cli.option.declarant'))
    .requiredOption('--name <NAME>', t('cli.option.name'))
    .requiredOption('--customs <OFFICE>', t('cli.option.customs'));
  verb('import', 'cli.verb.import', async () => (await import('./verbs/import.ts')).importVerb)
    .argument('<FILE...>')
    .option('--reveal', t('cli.option.reveal'));
  verb('run', 'cli.verb.run', async () => (await import('./verbs/run.ts')).runVerb)
    .option('--central <URL>', t('cli.option.central'))
    .option('--folders <DIR...>', t('cli.option.folders'))
    .option('--sent <DIR>', t('cli.option.sent'))
    .option('--until-settled', t('cli.option.untilSettled'))
    .option('--timeout <S>', t('cli.option.timeout'), positive)
    .option('--pacing <JSON>', t('cli.option.pacing'));
  verb('status', 'cli.verb.status', async () => (await import('./verbs/status.ts')).statusVerb);
  verb(
    'incidents',
    'incidents.cli.verb',
    async () => (await import('./verbs/incidents.ts')).incidentsVerb,
  );
  verb('list', 'cli.verb.list', async () => (await import('./verbs/list.ts')).listVerb)
    .addOption(new Option('--transport <S>', t('cli.option.transport')).choices(transportStates))
    .addOption(new Option('--customs <S>', t('cli.option.customsState')).choices(customsStates))
    .option('--search <TEXT>', t('cli.option.search'))
    .option('--reveal', t('cli.option.reveal'));
  verb('show', 'cli.verb.show', async () => (await import('./verbs/show.ts')).showVerb)
    .argument('<NUMBER>')
    .option('--reveal', t('cli.option.reveal'));
  for (const action of ['hold', 'release', 'retry', 'cancel', 'restore'] as const)
    verb(action, `cli.verb.${action}`, async () =>
      (await import('./verbs/act.ts')).actVerb(action),
    ).argument('<NUMBER...>');
  verb(
    'filed-elsewhere',
    'cli.verb.elsewhere',
    async () => (await import('./verbs/filed-elsewhere.ts')).filedElsewhereVerb,
  )
    .argument('<NUMBER...>')
    .requiredOption('--place <PLACE>', t('cli.option.place'))
    .option('--number <NO>', t('cli.option.number'))
    .option('--at <TIME>', t('cli.option.at'))
    .option('--note <TEXT>', t('cli.option.note'));
  verb(
    'withdraw',
    'cli.verb.withdraw',
    async () => (await import('./verbs/withdraw.ts')).withdrawVerb,
  )
    .argument('<NUMBER...>')
    .requiredOption('--reason <TEXT>', t('cli.option.reason'))
    .option('--code <CODE>', t('cli.option.code'))
    .option('--fault <CODE>', t('cli.option.fault'));
  verb('verify', 'cli.verb.verify', async () => (await import('./verbs/verify.ts')).verifyVerb)
    .argument('[PATH]')
    .option('--key <FINGERPRINT>', t('evidence.cli.key'));
  verb(
    'evidence',
    'evidence.cli.verb',
    async () => (await import('./verbs/evidence.ts')).evidenceVerb,
  )
    .requiredOption('--from <TIME>', t('evidence.cli.from'))
    .requiredOption('--to <TIME>', t('evidence.cli.to'))
    .requiredOption('--out <DIR>', t('evidence.cli.out'))
    .option('--with-personal-data', t('evidence.cli.personal'));
  verb(
    'practice',
    'cli.verb.practice',
    async () => (await import('./verbs/practice.ts')).practiceVerb,
  )
    .option('--port <N>', t('cli.option.port'), whole, 4010)
    .option('--folders <DIR...>', t('cli.option.folders'))
    .option('--sent <DIR>', t('cli.option.sent'))
    .addOption(
      new Option('--scenario <NAME>', t('cli.option.scenario')).choices(scenarios).default('calm'),
    )
    .option('--seed <N>', t('cli.option.seed'), whole, 1)
    .option('--store <FILE>', t('cli.option.store'));
  verb('serve', 'cli.verb.serve', async () => (await import('./verbs/serve.ts')).serveVerb).option(
    '--port <N>',
    t('cli.option.port'),
    whole,
    0,
  );
  verb(
    'directive',
    'directives.cli.verb',
    async () => (await import('./verbs/directive.ts')).directiveVerb,
  )
    .addArgument(new Argument('<ACTION>').choices(directiveActions))
    .argument('[FILE|NUMBER]');
  verb(
    'backup',
    'backup.cli.verb.backup',
    async () => (await import('./verbs/backup.ts')).backupVerb,
  )
    .option('--to <DIR>', t('backup.cli.option.to'))
    .option('--passphrase-file <FILE>', t('backup.cli.option.passphraseFile'))
    .option('--this-computer', t('backup.cli.option.thisComputer'))
    .option('--list', t('backup.cli.option.list'));
  verb(
    'restore-backup',
    'backup.cli.verb.restore',
    async () => (await import('./verbs/restore.ts')).restoreVerb,
  )
    .argument('<FILE>')
    .option('--passphrase-file <FILE>', t('backup.cli.option.passphraseFile'))
    .option('--yes', t('backup.cli.option.yes'));
  verb(
    'recovery',
    'backup.cli.verb.recovery',
    async () => (await import('./verbs/recovery.ts')).recoveryVerb,
  ).addArgument(new Argument('[ACTION]').choices(recoveryActions));
  verb(
    'salvage',
    'backup.cli.verb.salvage',
    async () => (await import('./verbs/salvage.ts')).salvageVerb,
  );
  verb(
    'export',
    'backup.cli.verb.export',
    async () => (await import('./verbs/export.ts')).exportVerb,
  ).requiredOption('--out <DIR>', t('backup.cli.option.out'));
  verb('move', 'backup.cli.verb.move', async () => (await import('./verbs/move.ts')).moveVerb)
    .addArgument(new Argument('<ACTION>').choices(['out', 'in', 'stay']))
    .argument('[FILE|DIR]')
    .option('--passphrase-file <FILE>', t('backup.cli.option.passphraseFile'))
    .option('--yes', t('backup.cli.option.yes'));
  verb('drill', 'drill.cli.verb', async () => (await import('./verbs/drill.ts')).drillVerb)
    .addArgument(new Argument('<SCENARIO>').choices(drillScenarios))
    .option('--seed <N>', t('drill.cli.option.seed'), whole, 1)
    .addOption(new Option('--speed <N>', t('drill.cli.option.speed')).choices(drillRunSpeeds));
  verb('pacing', 'pacing.cli.verb', async () => (await import('./verbs/pacing.ts')).pacingVerb)
    .addArgument(new Argument('<ACTION>').choices(pacingActions))
    .argument('[FILE|ADDRESS|NAME]')
    .argument('[VALUE]', t('pacing.cli.set'))
    .option('--key <FILE>', t('pacing.cli.option.key'))
    .option('--out <FILE>', t('pacing.cli.option.out'))
    .option('--public-key <KEY>', t('pacing.cli.option.publicKey'));
  verb('settings', 'setup.cli.verb', async () => (await import('./verbs/settings.ts')).settingsVerb)
    .addArgument(new Argument('<ACTION>').choices(settingsActions))
    .argument('[NAME]')
    .argument('[VALUE]');
  verb(
    'connection',
    'desktop.way.cli.verb',
    async () => (await import('./verbs/connection.ts')).connectionVerb,
  )
    .addArgument(new Argument('<ACTION>').choices(connectionActions))
    .argument('[system|none|ADDRESS|FILE]')
    .option('--user <NAME>', t('desktop.way.cli.user'))
    .option('--password-file <FILE>', t('desktop.way.cli.passwordFile'));
  verb('logs', 'program.cli.logs', async () => (await import('./verbs/logs.ts')).logsVerb)
    .option('--lines <N>', t('program.cli.lines'), whole, 100)
    .addOption(new Option('--level <LEVEL>', t('program.cli.level')).choices(logLevels));
  verb(
    'diagnostics',
    'program.cli.diagnostics',
    async () => (await import('./verbs/diagnostics.ts')).diagnosticsVerb,
  ).requiredOption('--out <FILE>', t('program.cli.out'));
  verb('key', 'keys.cli.verb', async () => (await import('./verbs/key.ts')).keyVerb).addArgument(
    new Argument('<ACTION>').choices(keyActions),
  );
  verb(
    'schema',
    'cli.verb.schema',
    async () => (await import('./verbs/schema.ts')).schemaVerb,
  ).addOption(new Option('--example <KIND>', t('cli.option.example')).choices(declarationKinds));
  verb(
    'document',
    'cli.verb.document',
    async () => (await import('./verbs/document.ts')).documentVerb,
  )
    .argument('<FILE>')
    .option('--check', t('cli.option.check'));

  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exit.done;
    // A verb that was left out gets the help instead of a sentence.
    if (error.code !== 'commander.help') {
      const face = createFace(streams, language, { json: argv.includes('--json'), masks: true });
      face.wrongUse(wrongUseSentence(t, error));
    }
    return exit.wrongUse;
  }
  return code;
}

/** Puts an error that a person can mend into its sentence and its exit code. */
async function guarded(face: Face, action: () => Promise<Exit>): Promise<Exit> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof NaruError)) {
      face.problem({ code: 'internal', params: { detail: String(error) } });
      if (error instanceof Error) face.trace(error);
      return exit.notAllDone;
    }
    face.problem(error.problem);
    if (error.problem.code === 'data-in-use') return exit.dataInUse;
    return error.problem.code === 'wrong-input' ? exit.wrongUse : exit.notAllDone;
  }
}

/** The language is needed before the options are read: help speaks it too. */
function languageOf(argv: readonly string[], env: Streams['env']): Language {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const named = argv[at]?.includes('=') === true ? argv[at].split('=')[1] : argv[at + 1];
  const read = z.enum(languages).safeParse(at < 0 ? undefined : named);
  return read.success ? read.data : terminalLanguage(env);
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError(text);
  return value;
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError(text);
  return value;
}
