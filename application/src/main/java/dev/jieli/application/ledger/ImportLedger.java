package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableTable;
import dev.jieli.application.ledger.Problem.Kind;
import dev.jieli.application.port.Store;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.Likeness;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** 导入台账: takes over what an office kept in a ledger until now, in one transaction for the whole file. */
public final class ImportLedger {
    /** How many rows are looked up and entered at a time. */
    private static final int AT_A_TIME = 500;
    /** Rows of which nothing can be taken are kept whole, to be mended; nobody mends more, or more of such length. */
    private static final int MOST_REJECTED = 5_000;

    private static final int MOST_CHARACTERS_REJECTED = 8_000_000;
    /** What the rows that are entered at a time may hold. */
    private static final int MOST_CHARACTERS_AT_A_TIME = 1_000_000;

    private final Store store;
    private final Law law;

    public ImportLedger(Store store, Law law) {
        this.store = store;
        this.law = law;
    }

    /**
     * 导入要求
     *
     * @param asOf the day as of which the ledger speaks; nothing in it may lie later
     * @param skipBad whether the good rows are imported although there are bad ones
     * @param dryRun whether it is only said what would happen
     */
    public record Order(Mapping mapping, LocalDate asOf, boolean skipBad, boolean dryRun) {}

    /**
     * 导入结果. Each row of the file is in one of its parts and in no other: a report that does not account for as many rows
     * as were read is a fault.
     *
     * @param outline what the file was taken for; where it has problems nothing was read, or not all of it
     * @param inFile how many rows its sheets with headers have, whatever they hold
     * @param good how many rows can come in, or came in
     * @param skipped how many were imported before, with the same content
     * @param rejected the rows that cannot be taken, each with its problems
     * @param remarks what was assumed or looks odd
     * @param unmatched names that nobody here has, with how often they stand there
     * @param passed rows that are no cases
     * @param blank how many rows hold nothing
     * @param skipBad whether the others were to be taken where some cannot
     * @param dryRun whether nothing was entered because nothing was to be
     */
    public record Report(
            LedgerReading.Outline outline,
            int inFile,
            int good,
            int skipped,
            ImmutableList<Rejected> rejected,
            ImmutableList<Problem> remarks,
            ImmutableMap<Unmatched, Integer> unmatched,
            ImmutableList<Passed> passed,
            int blank,
            boolean skipBad,
            boolean dryRun) {

        public Report {
            int accounted = good + skipped + rejected.size() + passed.size() + blank;
            if (inFile != accounted) {
                throw new IllegalStateException("of " + inFile + " rows " + accounted + " are accounted for");
            }
        }

        /** Of a file of which nothing was read. */
        public static Report unread(LedgerReading.Outline outline, boolean skipBad, boolean dryRun) {
            return new Report(
                    outline,
                    0,
                    0,
                    0,
                    ImmutableList.of(),
                    ImmutableList.of(),
                    ImmutableMap.of(),
                    ImmutableList.of(),
                    0,
                    skipBad,
                    dryRun);
        }

        /** How many rows are cases. */
        public int rows() {
            return good + skipped + rejected.size();
        }

        /** How many came in, or would: none where some cannot and the others were not to be taken alone. */
        public int imported() {
            return rejected.isEmpty() || skipBad ? good : 0;
        }

        /** Whether the file came in, or would; also where all of it that can be taken came in before. */
        public boolean isTaken() {
            return outline.isReadable() && (rejected.isEmpty() || (skipBad && good + skipped > 0));
        }
    }

    /** 退回的行: with its cells as they stand, to be written out, mended and imported again. */
    public record Rejected(SheetRow row, ImmutableList<Problem> problems) {}

    /** 对不上的名称 */
    public record Unmatched(Kind kind, String name) {}

    /** 略过的行 */
    public record Passed(String sheet, int row, RowShape why) {}

    /**
     * Imports a ledger. A file with rows that cannot be taken imports nothing, unless the order says to skip them; either
     * way each is in the report. What was imported before is not imported again.
     *
     * @param by who imports; holds what the ledger gives to nobody
     * @param at when; the acts are entered under the days that the ledger gives
     * @param progress told now and then how many rows were read
     * @return refused only where {@code by} does not sit, the as-of date lies in the future or somebody else entered into
     *     one of these cases meanwhile; nothing was entered then
     */
    public Outcome<Report> take(LedgerFile file, Order order, IncumbencyId by, Instant at, IntConsumer progress) {
        if (order.asOf().isAfter(at.atZone(PetitionCase.CHINA).toLocalDate())) {
            return Outcome.refused(Reason.IN_THE_FUTURE);
        }
        LedgerReading reading = new LedgerReading(file, order.mapping(), order.asOf());
        LedgerReading.Outline outline = reading.outline();
        if (!outline.isReadable()) {
            return Outcome.done(Report.unread(outline, order.skipBad(), order.dryRun()));
        }
        List<Report> unfinished = new ArrayList<>(1);
        Outcome<Report> done = store.transact(Asker.of(by), session -> {
            unfinished.clear();
            Optional<Seat> registrar = session.tenures().seat(by);
            if (registrar.isEmpty()) {
                return Outcome.refused(Reason.ACTOR_DOES_NOT_SIT);
            }
            Outcome<Capacity> permitted =
                    Authority.permits(Power.IMPORT_LEDGER, registrar.get(), Optional.empty(), ImmutableList.of());
            if (permitted instanceof Outcome.Refused<Capacity> refused) {
                return Outcome.refused(refused.refusal());
            }
            Taking taking = new Taking(order, at, progress);
            LedgerReading.Read read = reading.read(outline, taking.reader(session, registrar.get()));
            Report report = read.stopped()
                    .map(stopped -> stopped.kind() == Kind.TOO_MANY_REJECTED // these can be looked at all the same
                            ? taking.report(outline.with(stopped), read.rows())
                            : Report.unread(outline.with(stopped), order.skipBad(), order.dryRun()))
                    .orElseGet(() -> taking.report(outline, read.rows()));
            if (!report.outline().isReadable() || (!report.rejected().isEmpty() && !order.skipBad())) {
                unfinished.add(report);
                return Outcome.refused(Reason.FILE_INVALID); // so that nothing of it stays
            }
            return Outcome.done(report);
        });
        return unfinished.isEmpty() ? done : Outcome.done(unfinished.get(0));
    }

    /** One file on its way in. */
    private final class Taking {
        private final Order order;
        private final Instant at;
        private final IntConsumer progress;
        private final List<Rejected> rejected = new ArrayList<>();
        private final List<Problem> remarks = new ArrayList<>();
        private final List<Passed> passed = new ArrayList<>();
        private final Map<Unmatched, Integer> unmatched = new LinkedHashMap<>();
        private final Map<CaseId, Seen> seen = new HashMap<>();
        private final Map<String, Integer> unnumbered = new HashMap<>();
        private final List<Pending> pending = new ArrayList<>();
        /** The cases of this file by what their petitioners are known again by; gone with the import. */
        private final Map<String, List<Came>> cameBefore = new HashMap<>();

        private int rows;
        private int charactersRejected;
        private int charactersPending;
        private int good;
        private int blank;
        private int skipped;
        private Runnable flush = () -> {};

        private static final String ID = "id ";
        /** More cases than this under one number are not compared: the number is then no person's. */
        private static final int MOST_OF_ONE = 200;

        private record Came(String number, Likeness.Features features) {}

        private record Seen(int row, int content) {}

        private record Pending(CaseId id, LedgerRow row, SheetRow raw, Petition petition) {}

        Taking(Order order, Instant at, IntConsumer progress) {
            this.order = order;
            this.at = at;
            this.progress = progress;
        }

        LedgerReading.Reader reader(Store.Session session, Seat registrar) {
            Directory directory = Directory.of(session);
            Law today = session.law(law);
            flush = () -> enter(session, registrar, directory, today);
            return new LedgerReading.Reader() {
                @Override
                public void row(LedgerRow row, SheetRow raw, ImmutableList<Problem> found) {
                    count();
                    remarks.addAll(found);
                    pend(row, raw, registrar, directory);
                    charactersPending += raw.characters();
                    if (pending.size() >= AT_A_TIME || charactersPending > MOST_CHARACTERS_AT_A_TIME) {
                        flush.run();
                    }
                }

                @Override
                public void rejected(SheetRow raw, ImmutableList<Problem> problems) {
                    count();
                    reject(raw, problems);
                }

                @Override
                public void passed(SheetRow raw, RowShape why) {
                    passed.add(new Passed(raw.sheet(), raw.number(), why));
                }

                @Override
                public void blank() {
                    blank++;
                }

                @Override
                public void remarked(Problem remark) {
                    remarks.add(remark);
                }

                @Override
                public Optional<Problem> enough() {
                    return rejected.size() <= MOST_REJECTED && charactersRejected <= MOST_CHARACTERS_REJECTED
                            ? Optional.empty()
                            : Optional.of(Problem.ofFile(Kind.TOO_MANY_REJECTED, Integer.toString(rejected.size())));
                }
            };
        }

        private void count() {
            rows++;
            if (rows % 100 == 0) {
                progress.accept(rows);
            }
        }

        private void pend(LedgerRow row, SheetRow raw, Seat registrar, Directory directory) {
            String number = row.number().isEmpty() ? numberFor(row) : row.number();
            CaseId id = caseId(registrar, number, 0);
            Petition petition = Transcript.petition(row, number, directory);
            Seen now = new Seen(
                    row.row(), 31 * petition.hashCode() + row.petitioner().hashCode());
            Seen before = seen.putIfAbsent(id, now);
            if (before == null) {
                pending.add(new Pending(id, row, raw, petition));
            } else if (before.content == now.content) {
                skipped++;
            } else {
                reject(raw, Kind.NUMBER_TWICE, number, Integer.toString(before.row));
            }
        }

        /**
         * The same case whenever the same office brings in the same number.
         *
         * @param kept how many cases of that number are kept from whoever imports
         */
        private CaseId caseId(Seat registrar, String number, int kept) {
            String digest =
                    Seal.digest("ledger/" + registrar.unit() + "/" + number + (kept > 0 ? "/kept/" + kept : ""));
            return new CaseId(new UUID(
                    Long.parseUnsignedLong(digest.substring(0, 16), 16),
                    Long.parseUnsignedLong(digest.substring(16, 32), 16)));
        }

        /**
         * 无编号: a number for a row that has none, the same whenever the same file comes in. It says nothing of who asked:
         * rows that are alike but for that are told apart by their order.
         */
        private String numberFor(LedgerRow row) {
            String about = row.receivedOn()
                    + "/" + row.channel()
                    + "/" + Redaction.redact(row.gist(), row.petitioner())
                    + "/" + row.unit();
            String digest = Seal.digest(about);
            int order = unnumbered.merge(digest, 1, Integer::sum);
            return "TZ" + row.receivedOn().toString().replace("-", "") + "-" + digest.substring(0, 8)
                    + (order > 1 ? "-" + order : "");
        }

        /**
         * What is there already of what is pending, past accusations that a colleague brought in and that are kept from whoever
         * imports: their numbers are free, and their ids must not tell that they are not.
         */
        private Map<CaseId, PetitionCase> thereAlready(Store.Session session, Seat registrar) {
            for (int kept = 1; true; kept++) {
                List<CaseId> ids = pending.stream().map(Pending::id).toList();
                Map<CaseId, PetitionCase> shown = new HashMap<>();
                session.cases().all(ids).forEach(found -> shown.put(found.id(), found));
                Set<CaseId> hidden = session.whole().cases().all(ids).stream()
                        .map(PetitionCase::id)
                        .filter(id -> !shown.containsKey(id))
                        .collect(Collectors.toSet());
                if (hidden.isEmpty()) {
                    return shown;
                }
                int past = kept;
                pending.replaceAll(one -> hidden.contains(one.id())
                        ? new Pending(
                                caseId(registrar, one.petition().number(), past), one.row(), one.raw(), one.petition())
                        : one);
            }
        }

        /** Enters what is pending: what the file may have brought in before is looked up in one go, and the rest is written together. */
        private void enter(Store.Session session, Seat registrar, Directory directory, Law today) {
            Map<CaseId, PetitionCase> there = thereAlready(session, registrar);
            List<PetitionCase.Entered> entered = new ArrayList<>();
            Map<CaseId, Petitioner> petitioners = new LinkedHashMap<>();
            for (Pending one : pending) {
                PetitionCase before = there.get(one.id());
                if (before != null) {
                    boolean same = before.petition().equals(one.petition())
                            && session.cases()
                                    .petitioner(one.id())
                                    .filter(one.row().petitioner()::equals)
                                    .isPresent();
                    if (same) {
                        skipped++;
                        remarks.add(Problem.ofRow(one.raw(), Kind.ALREADY_IMPORTED));
                    } else {
                        reject(one.raw(), Kind.NUMBER_TAKEN, one.petition().number());
                    }
                    continue;
                }
                if (session.cases().numbered(one.petition().number()).isPresent()) {
                    reject(one.raw(), Kind.NUMBER_TAKEN, one.petition().number());
                    continue;
                }
                Transcript transcript = Transcript.of(
                        one.row(),
                        one.id(),
                        one.petition(),
                        registrar,
                        directory,
                        today,
                        session.tenures(),
                        order.asOf(),
                        at);
                if (transcript.refused().isPresent()) {
                    reject(one.raw(), ImmutableList.of(transcript.refused().get()));
                    continue;
                }
                good++;
                remarks.addAll(transcript.remarks());
                transcript.unmatched().forEach(name -> unmatched.merge(name, 1, Integer::sum));
                entered.addAll(transcript.entered());
                petitioners.put(one.id(), one.row().petitioner());
            }
            repeats(session, registrar, entered, petitioners);
            pending.clear();
            charactersPending = 0;
            if (!order.dryRun() && (rejected.isEmpty() || order.skipBad())) {
                session.cases().enterAll(entered);
                petitioners.forEach(session.cases()::keep);
            }
        }

        /** Says of each new case which other one, kept or of this file, it most likely repeats; links nothing. */
        private void repeats(
                Store.Session session,
                Seat registrar,
                List<PetitionCase.Entered> entered,
                Map<CaseId, Petitioner> petitioners) {
            Map<CaseId, PetitionCase> here = new LinkedHashMap<>();
            entered.forEach(done -> here.put(done.after().id(), done.after()));
            Map<CaseId, SheetRow> rowOf = new HashMap<>();
            pending.forEach(one -> rowOf.putIfAbsent(one.id(), one.raw()));
            ImmutableTable<Petitioner, CaseId, Likeness.Mark> known =
                    session.cases().casesWithNumbersOf(petitioners.values());
            Map<CaseId, Came> kept = new HashMap<>();
            session.cases().all(known.columnKeySet()).stream()
                    .filter(found -> !session.isWithdrawn(found, Asker.of(registrar.incumbency())))
                    .forEach(found ->
                            kept.put(found.id(), new Came(found.petition().number(), Likeness.Features.of(found))));
            petitioners.forEach((id, petitioner) -> {
                Came now = new Came(there(here, id).petition().number(), Likeness.Features.of(there(here, id)));
                Map<Came, Likeness.Mark> others = new LinkedHashMap<>();
                known.row(petitioner).forEach((other, mark) -> {
                    Came came = kept.get(other);
                    if (came != null) {
                        others.putIfAbsent(came, mark);
                    }
                });
                ImmutableList<String> keys = keys(petitioner);
                keys.forEach(key -> cameBefore
                        .getOrDefault(key, List.of())
                        .forEach(came -> others.putIfAbsent(
                                came, key.startsWith(ID) ? Likeness.Mark.ID_NUMBER : Likeness.Mark.PHONE)));
                mostLike(now, others)
                        .ifPresent(found -> remarks.add(Problem.ofRow(
                                there(rowOf, id),
                                Kind.LIKELY_REPEAT,
                                found.getKey().number(),
                                Integer.toString(found.getValue().gist()),
                                Integer.toString(found.getValue().daysApart()))));
                keys.forEach(key -> {
                    List<Came> same = cameBefore.computeIfAbsent(key, none -> new ArrayList<>());
                    if (same.size() < MOST_OF_ONE) {
                        same.add(now);
                    }
                });
            });
        }

        private static ImmutableList<String> keys(Petitioner who) {
            ImmutableList.Builder<String> keys = ImmutableList.builder();
            who.comparableIdNumber().ifPresent(number -> keys.add(ID + number));
            who.comparablePhone().ifPresent(number -> keys.add("phone " + number));
            return keys.build();
        }

        private static Optional<Map.Entry<Came, Likeness>> mostLike(Came now, Map<Came, Likeness.Mark> others) {
            return others.entrySet().stream()
                    .map(other -> Map.entry(
                            other.getKey(),
                            Likeness.between(now.features(), other.getKey().features(), Optional.of(other.getValue()))))
                    .filter(found -> found.getValue().isRepeat())
                    .min(Comparator.comparing((Map.Entry<Came, Likeness> found) ->
                                    -found.getValue().score())
                            .thenComparing(found -> found.getKey().number()));
        }

        private static <K, V> V there(Map<K, V> map, K key) {
            V value = map.get(key);
            if (value == null) {
                throw new IllegalStateException("put in before: " + key);
            }
            return value;
        }

        private void reject(SheetRow raw, Kind kind, String... about) {
            reject(raw, ImmutableList.of(Problem.ofRow(raw, kind, about)));
        }

        private void reject(SheetRow raw, ImmutableList<Problem> problems) {
            rejected.add(new Rejected(raw, problems));
            charactersRejected += raw.characters();
        }

        /** @param inFile how many rows were read */
        Report report(LedgerReading.Outline outline, int inFile) {
            flush.run();
            progress.accept(rows);
            rejected.sort(Comparator.comparing((Rejected one) -> one.row().sheet())
                    .thenComparing(one -> one.row().number()));
            return new Report(
                    outline,
                    inFile,
                    good,
                    skipped,
                    ImmutableList.copyOf(rejected),
                    ImmutableList.copyOf(remarks),
                    ImmutableMap.copyOf(unmatched),
                    ImmutableList.copyOf(passed),
                    blank,
                    order.skipBad(),
                    order.dryRun());
        }
    }
}
