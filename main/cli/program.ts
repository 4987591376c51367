import { homedir } from 'node:os';
import { Command, CommanderError, Option } from 'commander';
import { z } from 'zod';
import { NaruError } from '../../shared/errors.ts';
import { createTranslate, languages, type Language } from '../../shared/i18n/index.ts';
import { defaultDataFolder } from '../data-folder.ts';
import { terminalLanguage } from '../language.ts';
import { declareFilingVerbs } from './declare-filing-verbs.ts';
import { declareProgramVerbs } from './declare-program-verbs.ts';
import type { DeclareVerb } from './declare-verb.ts';
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

/**
 * Runs the command line. A verb is loaded when it is called for: each needs little of all.
 * @returns the exit code: 0 done, 1 not all done, 2 wrong use, 3 data folder in use
 */
export async function runCli(argv: readonly string[], streams: Streams): Promise<Exit> {
  const language = languageOf(argv, streams.env);
  const t = createTranslate(language);
  let code: Exit = exit.done;

  /** A verb with the options that every verb has. */
  const verb: DeclareVerb = (name, about, load) => {
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
  };

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

  declareFilingVerbs(verb, t);
  declareProgramVerbs(verb, t);

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
