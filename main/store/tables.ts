import type { Statement } from 'better-sqlite3';
import { openAffected, type Affected } from './affected.ts';
import { openWorkTimes, type WorkTimes } from './at-work.ts';
import { openAttempts, type Attempts } from './attempts.ts';
import { openBatches, type Batches } from './batches.ts';
import type { Connection } from './connection.ts';
import type { Counts } from './counts.ts';
import { openCustomsDeadlines, type CustomsDeadlines } from './customs-deadlines.ts';
import { openDeadlinePages, type DeadlinePages } from './deadline-pages.ts';
import { openDirectives, type Directives } from './directives.ts';
import { openDrafts, type Drafts } from './drafts.ts';
import { openDrain, type Drain } from './drain.ts';
import { openDue, type Due } from './due.ts';
import { openFilings, type Filings } from './filings.ts';
import { openGates, type Gates } from './gates.ts';
import { openHealthRows, type HealthRows } from './health.ts';
import { openHotFiles, type HotFiles } from './hot-files.ts';
import { openIncidents, type Incidents } from './incidents.ts';
import { openJournal, type Journal } from './journal.ts';
import { openLookedUps, type LookedUps } from './looked-up.ts';
import { openMappings, type Mappings } from './mappings.ts';
import { openNoticeDocuments, type NoticeDocuments } from './notice-documents.ts';
import { openNotices, type Notices } from './notices.ts';
import type { NumberCeiling } from './number-ceiling.ts';
import { openOldest, type Oldest } from './oldest.ts';
import { openPages, type Pages } from './pages.ts';
import { openQueue, type Queue } from './queue.ts';
import { openReceivedFiles, type ReceivedFiles } from './received-files.ts';
import { openReconciliations, type Reconciliations } from './reconciliations.ts';
import { openReplacements, type Replacements } from './replacements.ts';
import { openRetiredNumbers, type RetiredNumbers } from './retired.ts';
import { openSearch, type Search } from './search.ts';
import { openSendings, type Sendings } from './sendings.ts';
import { openSerials, type Serials } from './serials.ts';
import { openSettings, type Settings } from './settings.ts';
import { openSpans, type Spans } from './spans.ts';
import { openStales, type Stales } from './stale.ts';
import { openSubmissions, type Submissions } from './submissions.ts';
import { openTemplates, type Templates } from './templates.ts';
import { openUnanswered, type Unanswered } from './unanswered.ts';
import { openWatched, type Watched } from './watched.ts';

/** The table families of one open database. */
export interface Tables {
  readonly connection: Connection;
  readonly boundaries: Boundaries;
  readonly oldest: Oldest;
  readonly filings: Filings;
  readonly submissions: Submissions;
  readonly attempts: Attempts;
  readonly lookedUp: LookedUps;
  readonly watched: Watched;
  readonly notices: Notices;
  readonly noticeDocuments: NoticeDocuments;
  readonly receivedFiles: ReceivedFiles;
  readonly gates: Gates;
  readonly health: HealthRows;
  readonly settings: Settings;
  readonly serials: Serials;
  readonly retired: RetiredNumbers;
  readonly stales: Stales;
  readonly batches: Batches;
  readonly drafts: Drafts;
  readonly directives: Directives;
  readonly replacements: Replacements;
  readonly sendings: Sendings;
  readonly unanswered: Unanswered;
  readonly reconciliations: Reconciliations;
  readonly templates: Templates;
  readonly mappings: Mappings;
  readonly hotFiles: HotFiles;
  readonly journal: Journal;
  readonly spans: Spans;
  readonly queue: Queue;
  readonly drain: Drain;
  readonly customsDeadlines: CustomsDeadlines;
  readonly deadlines: DeadlinePages;
  readonly pages: Pages;
  readonly search: Search;
  readonly incidents: Incidents;
  readonly affected: Affected;
  readonly workTimes: WorkTimes;
  readonly due: Due;
}

/** Where transactions begin and end. */
interface Boundaries {
  begin: Statement<[]>;
  commit: Statement<[]>;
  rollback: Statement<[]>;
}

/**
 * Prepares every statement of a database that is open.
 * @param counts of the filings by state, as they are kept
 */
export function openTables(
  connection: Connection,
  counts: () => Counts,
  ceiling: NumberCeiling | undefined,
): Tables {
  const journal = openJournal(connection);
  const oldest = openOldest(connection);
  const settings = openSettings(connection);
  const customsDeadlines = openCustomsDeadlines(connection);
  return {
    connection,
    oldest,
    boundaries: {
      begin: connection.prepare('BEGIN IMMEDIATE'),
      commit: connection.prepare('COMMIT'),
      rollback: connection.prepare('ROLLBACK'),
    },
    filings: openFilings(connection, counts, oldest),
    submissions: openSubmissions(journal),
    attempts: openAttempts(connection, journal),
    lookedUp: openLookedUps(connection),
    watched: openWatched(connection),
    notices: openNotices(connection),
    noticeDocuments: openNoticeDocuments(connection),
    receivedFiles: openReceivedFiles(connection),
    gates: openGates(connection),
    health: openHealthRows(connection),
    settings,
    serials: openSerials(
      connection,
      settings,
      ceiling === undefined ? undefined : { ceiling, head: () => journal.savedHead() },
    ),
    retired: openRetiredNumbers(connection),
    stales: openStales(connection),
    batches: openBatches(connection),
    drafts: openDrafts(connection),
    directives: openDirectives(connection),
    replacements: openReplacements(connection),
    sendings: openSendings(connection),
    unanswered: openUnanswered(connection),
    reconciliations: openReconciliations(connection),
    templates: openTemplates(connection),
    mappings: openMappings(connection),
    hotFiles: openHotFiles(connection),
    journal,
    spans: openSpans(connection, journal),
    queue: openQueue(connection, oldest),
    drain: openDrain(connection),
    customsDeadlines,
    deadlines: openDeadlinePages(connection, customsDeadlines),
    pages: openPages(connection),
    search: openSearch(connection),
    incidents: openIncidents(connection),
    affected: openAffected(connection),
    workTimes: openWorkTimes(connection),
    due: openDue(connection),
  };
}
