package dev.jieli.bootstrap.command;

import dev.jieli.application.LeaveTrace;
import dev.jieli.application.ledger.ExportLedger;
import dev.jieli.application.ledger.ImportLedger;
import dev.jieli.application.ledger.LedgerFile;
import dev.jieli.application.ledger.LedgerSheet;
import dev.jieli.application.ledger.Mapping;
import dev.jieli.application.ledger.Problem;
import dev.jieli.application.port.Board;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Wording;
import dev.jieli.http.wording.Refusals;
import dev.jieli.office.LedgerFiles;
import dev.jieli.office.LedgerWriter;
import dev.jieli.office.MappingFile;
import dev.jieli.office.RejectedRows;
import dev.jieli.office.Watermark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** What the commands about ledgers do. */
final class Ledgers {
    private static final int MOST_SHOWN = 50;
    private static final int TENTHS = 10;
    private static final int TOLD_EVERY = 1_000;
    private static final int FORBIDDEN = 403;

    private final Console console;

    Ledgers(Console console) {
        this.console = console;
    }

    /** What is to be imported, and how. */
    record Asked(
            Path file,
            boolean dryRun,
            boolean skipBad,
            Optional<LocalDate> asOf,
            Optional<Path> mapping,
            Optional<Path> rejected,
            Optional<String> by,
            String command) {}

    // ----------------------------------------------------------------- in

    int take(ImportCommand.Opening opening, Asked asked) {
        if (Files.isDirectory(asked.file())) {
            return console.refuse(
                    "NO_FILE",
                    "",
                    console.in(
                            asked.file() + " 是文件夹，不是台账文件。请写出其中台账的文件名，例如 "
                                    + asked.file().resolve("台账.xlsx") + "。",
                            asked.file() + " is a folder and no ledger. Name the file in it, for instance "
                                    + asked.file().resolve("ledger.xlsx") + "."));
        }
        if (!Files.isRegularFile(asked.file())) {
            return console.refuse(
                    "NO_SUCH_FILE",
                    "",
                    console.in(
                            "没有文件 " + asked.file() + "，请核对路径。",
                            "There is no file " + asked.file() + "; check the path."));
        }
        Optional<Path> taken = asked.rejected().filter(file -> !asked.dryRun() && Files.exists(file));
        if (taken.isPresent()) {
            return console.refuse(
                    "FILE_EXISTS",
                    "",
                    console.in(
                            taken.get() + " 已存在，里面可能有正在改的行，没有覆盖。请给 --rejected 另写一个文件名。",
                            taken.get()
                                    + " is there and may hold rows that are being mended; it is not written over. Give"
                                    + " --rejected another name."));
        }
        Optional<Mapping> mapping = mapping(asked.mapping());
        if (mapping.isEmpty()) {
            return Console.REFUSED;
        }
        LedgerFiles.Opening opened = LedgerFiles.open(asked.file());
        if (opened instanceof LedgerFiles.Opening.Refused refused) {
            return refuse(refused.problem());
        }
        try (LedgerFile file = ((LedgerFiles.Opening.Opened) opened).file();
                House house = opening.open()) {
            Optional<IncumbencyId> by = asked.by().isPresent()
                    ? new People(console, house.archive().board(Asker.Job.OPERATOR))
                            .sitter(asked.by().get(), "--by")
                    : registrar(house.archive().board(Asker.Job.OPERATOR));
            if (by.isEmpty()) {
                return Console.REFUSED;
            }
            LocalDate asOf = asked.asOf().orElse(house.today());
            Bar bar = new Bar(file);
            Outcome<ImportLedger.Report> outcome = new ImportLedger(
                            house.archive().store(), house.law())
                    .take(
                            file,
                            new ImportLedger.Order(mapping.get(), asOf, asked.skipBad(), asked.dryRun()),
                            by.get(),
                            house.now(),
                            bar);
            if (outcome instanceof Outcome.Refused<ImportLedger.Report> refused) {
                return refuse(house, by, asked.command(), refused.refusal());
            }
            bar.finish();
            ImportLedger.Report report = ((Outcome.Done<ImportLedger.Report>) outcome).value();
            if (report.isTaken() && !asked.dryRun()) {
                trace(
                        house,
                        Optional.of(by.get()),
                        AccountAct.Trace.done(AccountAct.Kind.IMPORT).with(AccountAct.Detail.COUNT, report.imported()));
            }
            Optional<Path> written = report.rejected().isEmpty() || asked.dryRun()
                    ? Optional.empty()
                    : rejected(house, by.get(), report, asked.rejected().orElseGet(() -> beside(asked.file())));
            print(report, written);
            return report.isTaken() ? Console.DONE : Console.REFUSED;
        }
    }

    private Optional<Mapping> mapping(Optional<Path> file) {
        if (file.isEmpty()) {
            return Optional.of(Mapping.NONE);
        }
        try {
            MappingFile.Read read = MappingFile.read(Files.readString(file.get()));
            if (read instanceof MappingFile.Read.Understood understood) {
                return Optional.of(understood.mapping());
            }
            refuse(((MappingFile.Read.Refused) read).problem());
        } catch (IOException e) {
            console.refuse(
                    "NO_SUCH_FILE",
                    "",
                    console.in(
                            "读不到映射文件 " + file.get() + "，请核对路径和编码（UTF-8）。",
                            "The mapping " + file.get() + " cannot be read; check its path and encoding (UTF-8)."));
        }
        return Optional.empty();
    }

    /** The registrar of the first petition department, or its head where there is none. */
    private Optional<IncumbencyId> registrar(Board board) {
        for (Post.Kind kind : List.of(Post.Kind.CLERK, Post.Kind.HEAD)) {
            Optional<IncumbencyId> found = sitters(board, kind).findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        console.refuse(
                "NOBODY_THERE",
                "",
                console.in(
                        "还没有信访部门或没有在任的登记员。请先用 jieli serve 启动并完成首次设置，再导入。",
                        "There is no petition department yet, or nobody sits in it. Run jieli serve, finish the set-up, then"
                                + " import."));
        return Optional.empty();
    }

    private static Stream<IncumbencyId> sitters(Board board, Post.Kind kind) {
        return board.organization().units().stream()
                .sorted((one, other) -> Integer.compare(
                        other.unit().region().digits().replaceFirst("0+$", "").length(),
                        one.unit().region().digits().replaceFirst("0+$", "").length()))
                .filter(unit -> unit.unit().kind() == Unit.Kind.PETITION_OFFICE)
                .flatMap(unit -> unit.posts().stream())
                .filter(post -> post.post().kind() == kind)
                .flatMap(post -> post.sitting().stream())
                .map(sitter -> sitter.incumbency().id());
    }

    /** How much of a file was read, in tenths. */
    private final class Bar implements IntConsumer {
        private final int total;
        private int told;

        Bar(LedgerFile file) {
            int[] rows = {0};
            if (!console.json()) {
                for (int sheet = 0; sheet < file.sheets().size(); sheet++) {
                    file.read(sheet, row -> {
                        rows[0]++;
                        return true;
                    });
                    rows[0]--; // the row of headers
                }
            }
            total = rows[0];
        }

        @Override
        public void accept(int read) {
            int tenths = total <= 0 ? TENTHS : Math.min(TENTHS, (int) ((long) read * TENTHS / total));
            if (tenths > told && !console.json()) {
                told = tenths;
                String bar = "  " + "█".repeat(tenths) + "░".repeat(TENTHS - tenths) + " " + read + "/" + total;
                console.note(bar, bar);
            }
        }

        /** What follows the last case, a note or a mark, was read, too. */
        void finish() {
            accept(total);
        }
    }

    private Optional<Path> rejected(House house, IncumbencyId by, ImportLedger.Report report, Path to) {
        try {
            trace(
                    house,
                    Optional.of(by),
                    AccountAct.Trace.done(AccountAct.Kind.EXPORT)
                            .with(AccountAct.Detail.FIELDS, "rows of the file that came in")
                            .with(AccountAct.Detail.COUNT, report.rejected().size()));
            Watermark watermark = watermark(house, Optional.of(by), RejectedRows.WHAT);
            writeWhole(to, false, out -> RejectedRows.write(out, report, watermark));
            return Optional.of(to);
        } catch (IOException e) {
            console.note(
                    "退回的行没能写到 " + to + "：" + e.getMessage(),
                    "The bad rows could not be written to " + to + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Beside the ledger, under a name that no file has: an earlier one may be half mended. */
    private static Path beside(Path ledger) {
        String name = ledger.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = (dot > 0 ? name.substring(0, dot) : name) + "-退回";
        Path free = ledger.resolveSibling(stem + ".xlsx");
        for (int next = 2; Files.exists(free); next++) {
            free = ledger.resolveSibling(stem + next + ".xlsx");
        }
        return free;
    }

    private int refuse(Problem problem) {
        return console.refuse(problem.kind().name(), "", words(problem));
    }

    private String words(Problem problem) {
        return console.language() == Language.ZH ? problem.zh() : problem.en();
    }

    // ----------------------------------------------------------------- what became of it

    private void print(ImportLedger.Report report, Optional<Path> written) {
        if (console.json()) {
            json(report, written);
            return;
        }
        for (Problem problem : report.outline().problems()) {
            console.refuse(problem.kind().name(), "", place(problem) + words(problem));
        }
        if (!report.outline().isReadable() && report.rejected().isEmpty()) {
            return;
        }
        report.rejected().stream()
                .flatMap(bad -> bad.problems().stream())
                .limit(MOST_SHOWN)
                .forEach(problem -> console.refuse(problem.kind().name(), "", place(problem) + words(problem)));
        long more = report.rejected().stream()
                        .mapToLong(bad -> bad.problems().size())
                        .sum()
                - MOST_SHOWN;
        if (more > 0) {
            console.note(
                    "…还有 " + more + " 处" + (report.dryRun() ? "；正式导入时全部写进退回文件。" : "，见退回文件。"),
                    "… and " + more
                            + (report.dryRun()
                                    ? " more; the import writes all into the file of bad rows."
                                    : " more, see the file of bad rows."));
        }
        report.remarks().stream()
                .limit(MOST_SHOWN)
                .forEach(problem -> console.note(place(problem) + problem.zh(), place(problem) + problem.en()));
        report.unmatched()
                .forEach((unmatched, times) -> console.note(
                        "对不上：" + unmatched.name() + "（" + times + " 件，暂由导入人负责）",
                        "Unmatched: " + unmatched.name() + " (" + times + " cases, with whoever imports for now)"));
        passed(report);
        String zh = report.dryRun() ? "试导入" : "导入";
        console.say(
                zh + "：共 " + report.rows() + " 件，" + (report.dryRun() ? "可导入 " : "已导入 ") + report.imported() + "，以前已导入 "
                        + report.skipped() + "，退回 " + report.rejected().size() + "。",
                (report.dryRun() ? "Dry run: " : "Import: ") + report.rows() + " cases, " + report.imported()
                        + (report.dryRun() ? " would be imported, " : " imported, ") + report.skipped()
                        + " were there, "
                        + report.rejected().size() + " rejected.");
        console.say(
                "表中 " + report.inFile() + " 行：" + report.rows() + " 件，略过 "
                        + report.passed().size() + " 行，空白 " + report.blank() + " 行。",
                "Rows in the file " + report.inFile() + ": " + report.rows() + " cases, "
                        + report.passed().size() + " passed over, " + report.blank() + " blank.");
        if (!report.isTaken() && report.skipBad()) {
            console.note(
                    "没有一行能导入，因此一件也没有导入。请改正后再导入。",
                    "No row can be imported, so nothing was. Mend them, and import them again.");
        } else if (!report.isTaken()) {
            console.note(
                    "文件里有不能导入的行，因此一件也没有导入。请改正后再导入，或加 --skip-bad 先导入其余各行。",
                    "There are rows that cannot be imported, so nothing was. Mend them, or import the others with"
                            + " --skip-bad.");
        }
        written.ifPresent(file -> console.note(
                "退回的行和原因写在 " + file + "，改好后导入这个文件即可。",
                "The bad rows with their reasons are in " + file + "; mend them there and import that file."));
    }

    /** Which rows and sheets were taken for no cases: whoever misses one finds it here. */
    private void passed(ImportLedger.Report report) {
        report.passed().stream()
                .limit(MOST_SHOWN)
                .forEach(passed -> console.note(
                        "略过：" + passed.sheet() + " 第" + passed.row() + "行（"
                                + passed.why().zh() + "）",
                        "Passed over: " + passed.sheet() + " row " + passed.row() + " ("
                                + passed.why().en() + ")"));
        int more = report.passed().size() - MOST_SHOWN;
        if (more > 0) {
            console.note(
                    "…还略过 " + more + " 行，用 --json 全部列出。",
                    "… and " + more + " more rows passed over; --json lists them all.");
        }
        report.outline()
                .passedSheets()
                .forEach(sheet -> console.note(
                        "工作表“" + sheet + "”里没有认出表头，没有读。如果是台账，请用 --mapping 指明表头。",
                        "No header was found in sheet \"" + sheet + "\": it was not read. If it is a ledger, say with"
                                + " --mapping where its header is."));
    }

    private String place(Problem problem) {
        StringBuilder place = new StringBuilder();
        if (!problem.sheet().isEmpty()) {
            place.append(problem.sheet()).append(' ');
        }
        if (problem.row() > 0) {
            place.append(console.in("第" + problem.row() + "行", "row " + problem.row()));
        }
        if (!problem.column().isEmpty()) {
            place.append(console.in("“" + problem.column() + "”", " \"" + problem.column() + "\""));
        }
        return place.isEmpty() ? "" : place + console.in("：", ": ");
    }

    private void json(ImportLedger.Report report, Optional<Path> written) {
        console.json(into -> {
            into.writeNumberField("rows", report.rows());
            into.writeNumberField("imported", report.imported());
            into.writeNumberField("skipped", report.skipped());
            into.writeArrayFieldStart("rejected");
            for (ImportLedger.Rejected bad : report.rejected()) {
                for (Problem problem : bad.problems()) {
                    problem(into, problem);
                }
            }
            into.writeEndArray();
            into.writeNumberField("inFile", report.inFile());
            into.writeNumberField("blank", report.blank());
            into.writeArrayFieldStart("passed");
            for (ImportLedger.Passed passed : report.passed()) {
                into.writeStartObject();
                into.writeStringField("sheet", passed.sheet());
                into.writeNumberField("row", passed.row());
                into.writeStringField(
                        "what", console.in(passed.why().zh(), passed.why().en()));
                into.writeEndObject();
            }
            into.writeEndArray();
            into.writeArrayFieldStart("passedSheets");
            for (String sheet : report.outline().passedSheets()) {
                into.writeString(sheet);
            }
            into.writeEndArray();
            into.writeBooleanField("dryRun", report.dryRun());
            into.writeBooleanField("taken", report.isTaken());
            into.writeArrayFieldStart("problems");
            for (Problem problem : report.outline().problems()) {
                problem(into, problem);
            }
            into.writeEndArray();
            into.writeArrayFieldStart("remarks");
            for (Problem problem : report.remarks()) {
                problem(into, problem);
            }
            into.writeEndArray();
            into.writeArrayFieldStart("unmatched");
            for (var unmatched : report.unmatched().entrySet()) {
                into.writeStartObject();
                into.writeStringField("kind", unmatched.getKey().kind().name());
                into.writeStringField("name", unmatched.getKey().name());
                into.writeNumberField("cases", unmatched.getValue());
                into.writeEndObject();
            }
            into.writeEndArray();
            into.writeStringField("rejectedFile", written.map(Path::toString).orElse(""));
        });
    }

    private void problem(com.fasterxml.jackson.core.JsonGenerator into, Problem problem) throws IOException {
        into.writeStartObject();
        into.writeStringField("sheet", problem.sheet());
        into.writeNumberField("row", problem.row());
        into.writeStringField("column", problem.column());
        into.writeStringField("kind", problem.kind().name());
        into.writeStringField("reason", words(problem));
        into.writeEndObject();
    }

    // ----------------------------------------------------------------- out

    boolean mayWrite(Path file, boolean overwrite, String... endings) {
        String name = String.valueOf(file.getFileName());
        Path folder = file.toAbsolutePath().getParent();
        if (Stream.of(endings).noneMatch(name::endsWith)) {
            console.refuse(
                    "FILE_NAME",
                    "",
                    console.in(
                            "文件名要以 " + String.join(" 或 ", endings) + " 结尾。",
                            "The file's name has to end in " + String.join(" or ", endings) + "."));
            return false;
        }
        if (folder == null || !Files.isDirectory(folder)) {
            console.refuse(
                    "NO_SUCH_DIRECTORY",
                    "",
                    console.in("没有目录 " + folder + "。", "There is no directory " + folder + "."));
            return false;
        }
        if (Files.exists(file) && !overwrite) {
            console.refuse(
                    "FILE_EXISTS",
                    "",
                    console.in(file + " 已存在；要覆盖请加 --overwrite。", file + " is there; --overwrite writes over it."));
            return false;
        }
        return true;
    }

    /** @param by who takes it, and is shown it; empty for whoever works at this machine */
    int write(House house, Path file, Optional<ExportLedger.Plain> plain, Optional<IncumbencyId> by, String command) {
        int[] rows = {0};
        List<Outcome<Integer>> outcome = new ArrayList<>();
        try {
            writeWhole(file, out -> {
                try (LedgerWriter writer = LedgerWriter.to(
                        out,
                        file.toString(),
                        "信访事项台账",
                        LedgerSheet.headers(),
                        watermark(
                                house,
                                by,
                                plain.isPresent() ? LedgerWriter.PLAIN_LEDGER : LedgerWriter.MASKED_LEDGER))) {
                    outcome.add(new ExportLedger(house.archive())
                            .write(asker(by), Board.Filter.none(), house.today(), plain, row -> {
                                writer.row(LedgerSheet.cells(row));
                                if (++rows[0] % TOLD_EVERY == 0) {
                                    console.note("  已写 " + rows[0] + " 件", "  " + rows[0] + " cases written");
                                }
                            }));
                }
                if (outcome.get(0) instanceof Outcome.Refused<Integer>) {
                    throw new IOException("refused"); // what was there before stays there
                }
                trace(
                        house,
                        by,
                        AccountAct.Trace.done(AccountAct.Kind.EXPORT)
                                .with(AccountAct.Detail.FIELDS, plain.isPresent() ? "plain" : "masked")
                                .with(AccountAct.Detail.COUNT, rows[0]));
            });
        } catch (IOException e) {
            return !outcome.isEmpty() && outcome.get(0) instanceof Outcome.Refused<Integer> refused
                    ? refuse(house, by, command, refused.refusal())
                    : notWritten(file, e);
        }
        if (console.json()) {
            console.json(into -> {
                into.writeStringField("file", file.toString());
                into.writeNumberField("rows", rows[0]);
            });
        } else {
            console.say("已写出 " + rows[0] + " 件到 " + file + "。", rows[0] + " cases were written to " + file + ".");
        }
        return Console.DONE;
    }

    /** 在谁的名下: who asks where it is said, else whoever has the machine in hand. */
    static Asker asker(Optional<IncumbencyId> by) {
        return by.map(Asker::of).orElse(Asker.Job.OPERATOR);
    }

    /** Enters what goes out by the command line, before it is there. */
    static void trace(House house, Optional<IncumbencyId> by, AccountAct.Trace trace) {
        new LeaveTrace(house.archive().store()).leave(AccountAct.NOBODY, atCommandLine(trace), by, house.now());
    }

    static AccountAct.Trace atCommandLine(AccountAct.Trace trace) {
        return trace.with(AccountAct.Detail.MEANS, "command line");
    }

    /**
     * Says why a use case would not. That somebody in whose name a command was called may not is on record first, as it is where a
     * page or the API refuses.
     *
     * @param command as it is written
     */
    int refuse(House house, Optional<IncumbencyId> by, String command, Refusal refusal) {
        if (Refusals.status(refusal) == FORBIDDEN) {
            trace(
                    house,
                    by,
                    AccountAct.Trace.failed(
                                    AccountAct.Kind.REFUSE, refusal.reason().name())
                            .with(AccountAct.Detail.ROUTE, command));
        }
        return console.refuse(refusal);
    }

    /** What a file carries that is written by the command line. */
    Watermark watermark(House house, Optional<IncumbencyId> by, Wording what) {
        String machine = console.in("命令行用户", "at the command line ") + System.getProperty("user.name", "?");
        return new Watermark(
                console.language(),
                by.flatMap(house.archive().board(Asker.Job.OPERATOR)::named)
                        .map(who -> console.in(
                                who.official() + "（" + who.unit() + " " + who.post() + "，" + machine + "）",
                                who.official() + " (" + who.unit() + " " + who.post() + ", " + machine + ")"))
                        .orElse(machine),
                LocalDateTime.ofInstant(house.now(), PetitionCase.CHINA),
                what.in(console.language()));
    }

    int notWritten(Path file, IOException why) {
        return console.refuse(
                "NOT_WRITTEN",
                "",
                console.in(
                        "没能写到 " + file + "：" + why.getMessage() + "。请检查权限和磁盘空间。",
                        file + " could not be written: " + why.getMessage() + ". Check permissions and disk space."));
    }

    /** The file appears when it is whole, and not at all where writing it broke off. What was there is replaced. */
    static void writeWhole(Path file, Writing writing) throws IOException {
        writeWhole(file, true, writing);
    }

    private static void writeWhole(Path file, boolean replacing, Writing writing) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path unfinished = Files.createTempFile(folder, ".jieli-", ".part");
        try {
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                writing.to(out);
            }
            if (replacing) {
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(unfinished, file);
            }
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }
}
