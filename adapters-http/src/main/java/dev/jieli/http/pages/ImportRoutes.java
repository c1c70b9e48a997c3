package dev.jieli.http.pages;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.RemovalNotification;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.ledger.Column;
import dev.jieli.application.ledger.ExportLedger;
import dev.jieli.application.ledger.Header;
import dev.jieli.application.ledger.Heading;
import dev.jieli.application.ledger.ImportLedger;
import dev.jieli.application.ledger.LedgerFile;
import dev.jieli.application.ledger.LedgerReading;
import dev.jieli.application.ledger.LedgerSheet;
import dev.jieli.application.ledger.Mapping;
import dev.jieli.application.ledger.Problem;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Wording;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.Takes;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Flaw;
import dev.jieli.office.LedgerFiles;
import dev.jieli.office.LedgerWriter;
import dev.jieli.office.RejectedRows;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.UploadedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * 导入、导出台账: a file is looked at first, its columns can be put right, and only then it is taken. An uploaded file lies in
 * a folder that only this process reads, and is removed once it is taken or an hour after nobody looked at it.
 */
final class ImportRoutes {
    private static final int LONGEST_NAME = 200;

    private static final Duration KEPT = Duration.ofHours(1);
    /** In rows with something to say of them, of all uploads together. */
    private static final int MOST_KEPT = 200_000;
    /** As much as the smallest upload counts: no more than fifty lie here. */
    private static final int FEWEST = MOST_KEPT / 50;

    /** How many rows and remarks a page lists; the rest is in the file that can be downloaded. */
    private static final int LISTED = 100;

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private record Upload(
            UUID account,
            Path path,
            String name,
            LocalDate asOf,
            Map<String, String> chosen,
            OptionalInt headerRow,
            ImportLedger.Report report) {

        /** About how much memory its report holds, in rows. */
        int weight() {
            return Math.min(
                    MOST_KEPT,
                    FEWEST
                            + report.rejected().size()
                            + report.remarks().size()
                            + report.passed().size());
        }
    }

    private final Pages pages;
    private final Semaphore imports;
    private final ImportLedger importLedger;
    private final ExportLedger exportLedger;
    private final Cache<UUID, Upload> uploads = CacheBuilder.newBuilder()
            .concurrencyLevel(1) // the limit is of all together
            .maximumWeight(MOST_KEPT)
            .weigher((UUID id, Upload upload) -> upload.weight())
            .expireAfterAccess(KEPT)
            .removalListener(ImportRoutes::removed)
            .build();

    ImportRoutes(Pages pages, Semaphore imports) {
        this.pages = pages;
        this.imports = imports;
        this.importLedger =
                new ImportLedger(pages.site().archive().store(), pages.site().law());
        this.exportLedger = new ExportLedger(pages.site().archive());
    }

    void addTo(RoutesConfig routes) {
        routes.get("/import", this::ask, Access.to(Power.IMPORT_LEDGER));
        routes.post("/import", this::upload, Access.to(Power.IMPORT_LEDGER), Takes.FILES);
        routes.get("/import/{id}", this::show, Access.to(Power.IMPORT_LEDGER));
        routes.post("/import/{id}", this::again, Access.to(Power.IMPORT_LEDGER));
        routes.get("/import/{id}/rejected", this::rejected, Access.to(Power.IMPORT_LEDGER));
        routes.get("/ledger/export", this::export, Access.OFFICIALS);
        routes.get("/ledger/export/plain", this::askPlain, Access.OFFICIALS);
        routes.post("/ledger/export/plain", this::exportPlain, Access.OFFICIALS);
    }

    private static void removed(RemovalNotification<UUID, Upload> gone) {
        Upload upload = gone.getValue();
        if (upload != null && gone.wasEvicted()) {
            remove(upload.path());
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException stays) {
            path.toFile().deleteOnExit();
        }
    }

    // ------------------------------------------------------------------ a file comes in

    private void ask(Context ctx) {
        Page page = pages.page(ctx);
        asked(ctx, page, form().filled("asOf", page.today()));
    }

    private static Form form() {
        return Form.of(
                "/import",
                "上传并检查",
                "Upload and check",
                Field.file("file", "台账文件", "Ledger")
                        .hint(
                                ".xlsx 或 .csv（UTF-8、GB18030），就用您现在的台账，不用改格式",
                                ".xlsx or .csv (UTF-8, GB18030), just as you keep it today"),
                Field.date("asOf", "台账截至", "As of").hint("台账反映哪一天的情况", "The day of which the ledger speaks"));
    }

    private void asked(Context ctx, Page page, Form form) {
        pages.ask(
                ctx,
                page,
                "import",
                page.t("导入台账", "Import a ledger"),
                page.t(
                        "先检查、后导入：上传以后列出认出的列、会导入多少件、哪些行有问题，确认无误再导入。整份文件一次导入，要么全部进来，要么一件也不进；同一份文件导入两次不会重复。",
                        "Checked first, imported then: you see which columns were understood, how many cases would come in and which rows have faults. A file comes in as a whole or not at all; the same file twice imports nothing twice."),
                form);
    }

    private void upload(Context ctx) {
        Page page = pages.page(ctx);
        Submitted in = Pages.submitted(ctx);
        UploadedFile file = ctx.uploadedFile("file");
        LocalDate asOf = in.date("asOf");
        if (file == null || file.size() == 0) {
            in.refuse("file");
        }
        Optional<Refusal> refusal = in.refusal();
        if (refusal.isPresent() || file == null) {
            ctx.status(422);
            asked(ctx, page, Pages.again(form(), in, refusal.orElse(Refusal.of(Reason.FILE_INVALID)), page));
            return;
        }
        Path path = kept(file);
        String name = name(file.filename());
        Upload upload = new Upload(
                Visits.signedIn(ctx).account().id(), path, name, asOf, Map.of(), OptionalInt.empty(), nothing());
        Looked looked;
        try {
            looked = taken(ctx, upload, false, true);
        } catch (RuntimeException notRead) {
            remove(path);
            throw notRead;
        }
        if (looked.said().isPresent()) {
            remove(path);
            ctx.status(422);
            asked(ctx, page, form().entered(in.values()).refused(looked.said().get()));
            return;
        }
        UUID id = pages.site().ids().get();
        uploads.put(id, looked.upload());
        ctx.redirect("/import/" + id, HttpStatus.SEE_OTHER);
    }

    private static ImportLedger.Report nothing() {
        return ImportLedger.Report.unread(
                new LedgerReading.Outline(ImmutableList.of(), ImmutableList.of(), ImmutableList.of()), false, true);
    }

    /** What somebody called a file, without where it lay; browsers send any text. */
    private static String name(String said) {
        String name = CharMatcher.javaIsoControl()
                .removeFrom(said.substring(Math.max(said.lastIndexOf('/'), said.lastIndexOf('\\')) + 1));
        return name.isBlank() ? "台账" : Ascii.truncate(name, LONGEST_NAME, "…");
    }

    private static Path kept(UploadedFile file) {
        try (InputStream content = file.content()) {
            Path path = Files.createTempFile("jieli-ledger", null);
            path.toFile().deleteOnExit(); // where the server stops before anybody goes on with it
            Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
            return path;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** 检查结果: the upload with its report, or why there is none. */
    private record Looked(Upload upload, Optional<Form.Said> said) {}

    /** A few at a time. */
    private Looked taken(Context ctx, Upload upload, boolean skipBad, boolean dryRun) {
        if (!imports.tryAcquire()) {
            throw Objection.of(Flaw.BUSY);
        }
        try {
            return read(ctx, upload, skipBad, dryRun);
        } finally {
            imports.release();
        }
    }

    private Looked read(Context ctx, Upload upload, boolean skipBad, boolean dryRun) {
        Page page = pages.page(ctx);
        LedgerFiles.Opening opening = LedgerFiles.open(upload.path(), upload.name());
        if (opening instanceof LedgerFiles.Opening.Refused refused) {
            return new Looked(upload, Optional.of(said(page, refused.problem())));
        }
        try (LedgerFile file = ((LedgerFiles.Opening.Opened) opening).file()) {
            Outcome<ImportLedger.Report> outcome = importLedger.take(
                    file,
                    new ImportLedger.Order(mapping(upload), upload.asOf(), skipBad, dryRun),
                    Visits.acting(ctx),
                    pages.site().now(),
                    rows -> {});
            if (outcome instanceof Outcome.Refused<ImportLedger.Report> no) {
                return new Looked(upload, Optional.of(Pages.said(no.refusal(), page)));
            }
            ImportLedger.Report report = ((Outcome.Done<ImportLedger.Report>) outcome).value();
            return new Looked(
                    new Upload(
                            upload.account(),
                            upload.path(),
                            upload.name(),
                            upload.asOf(),
                            upload.chosen(),
                            upload.headerRow(),
                            report),
                    Optional.empty());
        }
    }

    private static Form.Said said(Page page, Problem problem) {
        return new Form.Said(page.t(problem.zh(), problem.en()), "", Optional.empty(), Optional.of("file"));
    }

    // ------------------------------------------------------------------ looking at it, putting it right, taking it

    private void show(Context ctx) {
        shown(ctx, kept(ctx), Optional.empty());
    }

    private Upload kept(Context ctx) {
        return id(ctx).flatMap(id -> Optional.ofNullable(uploads.getIfPresent(id)))
                .filter(found ->
                        found.account().equals(Visits.signedIn(ctx).account().id()))
                .orElseThrow(() -> Objection.of(Refusal.of(Reason.NOT_FOUND)));
    }

    private static Optional<UUID> id(Context ctx) {
        try {
            return Optional.of(UUID.fromString(ctx.pathParam("id")));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private void again(Context ctx) {
        Upload before = kept(ctx);
        Submitted in = Pages.submitted(ctx);
        UUID id = id(ctx).orElseThrow(() -> Objection.of(Flaw.UNKNOWN_ADDRESS));
        boolean take = in.text("do").equals("take");
        Upload wanted = take
                ? before
                : new Upload(
                        before.account(),
                        before.path(),
                        before.name(),
                        before.asOf(),
                        chosen(in),
                        in.text("headerRow").isEmpty()
                                ? OptionalInt.empty()
                                : OptionalInt.of(Math.max(1, in.number("headerRow"))),
                        before.report());
        if (take && !before.report().dryRun() && before.report().isTaken()) {
            ctx.redirect("/import/" + id, HttpStatus.SEE_OTHER); // the same form came twice
            return;
        }
        Looked looked = taken(ctx, wanted, in.ticked("skipBad"), !take);
        if (looked.said().isPresent()) {
            ctx.status(422);
            shown(ctx, wanted, looked.said());
            return;
        }
        uploads.put(id, looked.upload());
        ctx.redirect("/import/" + id, HttpStatus.SEE_OTHER);
    }

    /** What was chosen for a column; as the program took it where nothing was. */
    private static Map<String, String> chosen(Submitted in) {
        Map<String, String> chosen = new LinkedHashMap<>();
        in.values().asMap().forEach((name, values) -> {
            String value = values.iterator().next();
            if (name.startsWith("column-") && !value.isEmpty()) {
                chosen.put(name.substring("column-".length()), value);
            }
        });
        return chosen;
    }

    private static Mapping mapping(Upload upload) {
        ImmutableMap.Builder<String, ImmutableList<Column>> columns = ImmutableMap.builder();
        upload.chosen()
                .forEach((name, value) -> columns.put(
                        name, Column.named(value).map(ImmutableList::of).orElse(ImmutableList.of())));
        return new Mapping(upload.headerRow(), columns.buildOrThrow());
    }

    private void shown(Context ctx, Upload upload, Optional<Form.Said> refused) {
        Page page = pages.page(ctx);
        ImportLedger.Report report = upload.report();
        boolean several = report.outline().headers().size() > 1;
        pages.show(
                ctx,
                "import",
                ImmutableMap.<String, Object>builder()
                        .put("page", page)
                        .put("id", ctx.pathParam("id"))
                        .put("name", upload.name())
                        .put("asOf", upload.asOf())
                        .put("report", report)
                        .put("refused", refused)
                        .put(
                                "sheets",
                                report.outline().headers().stream()
                                        .map(header -> sheet(page, header, upload, several))
                                        .collect(ImmutableList.toImmutableList()))
                        .put(
                                "headerRow",
                                upload.headerRow().isPresent()
                                        ? String.valueOf(upload.headerRow().getAsInt())
                                        : "")
                        .put(
                                "columns",
                                Arrays.stream(Column.values())
                                        .map(column -> Field.Choice.of(column.name(), word(page, column)))
                                        .collect(ImmutableList.toImmutableList()))
                        .put("listed", LISTED)
                        .buildOrThrow());
    }

    private static ImportSheet sheet(Page page, Header header, Upload upload, boolean several) {
        return new ImportSheet(
                header.sheet(),
                header.lastRow(),
                header.headings().stream()
                        .map(heading -> heading(page, heading, upload, several))
                        .collect(ImmutableList.toImmutableList()));
    }

    private static ImportSheet.Taken heading(Page page, Heading heading, Upload upload, boolean several) {
        String letters = Mapping.letters(heading.index());
        String key = several ? heading.words() : letters;
        return new ImportSheet.Taken(
                letters,
                heading.words(),
                key,
                heading.certainty().percent() > 50
                        ? page.list(heading.columns().stream()
                                .map(column -> word(page, column))
                                .toList())
                        : "",
                page.t(heading.certainty().zh(), heading.certainty().en()),
                heading.certainty().percent(),
                upload.chosen().getOrDefault(key, ""));
    }

    private static String word(Page page, Column column) {
        return page.t(column.header(), page.capital(column.word().replace('_', ' ')));
    }

    private void rejected(Context ctx) {
        Upload upload = kept(ctx);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RejectedRows.write(out, upload.report(), Visits.watermark(ctx, pages.site(), RejectedRows.WHAT));
        if (out.size() == 0) {
            throw Objection.of(Refusal.of(Reason.NOT_FOUND));
        }
        Visits.trace(
                ctx,
                pages.site(),
                AccountAct.Trace.done(AccountAct.Kind.EXPORT)
                        .with(AccountAct.Detail.ROUTE, "/import/rejected")
                        .with(AccountAct.Detail.FIELDS, "rows of the file that came in")
                        .with(
                                AccountAct.Detail.COUNT,
                                upload.report().rejected().size())
                        .with(AccountAct.Detail.DIGEST, Seal.digest(out.toByteArray())));
        Pages.attach(ctx, XLSX, upload.name().replaceFirst("\\.[^.]*$", "") + "-退回的行.xlsx");
        ctx.result(out.toByteArray());
    }

    // ------------------------------------------------------------------ going out

    private void export(Context ctx) {
        exported(ctx, Optional.empty()).ifPresent(refusal -> {
            throw Objection.of(refusal);
        });
    }

    private void askPlain(Context ctx) {
        plainAsked(ctx, pages.page(ctx), plainForm(query(ctx)));
    }

    private static LedgerQuery query(Context ctx) {
        return LedgerQuery.of(name -> Optional.ofNullable(ctx.queryParam(name)));
    }

    private static Form plainForm(LedgerQuery query) {
        return Form.of(
                "/ledger/export/plain" + (query.narrows() ? "?" + query.text() : ""),
                "登记用途并导出",
                "Enter the purpose and export",
                Field.line("purpose", "用途", "What for")
                        .hint("给谁、做什么用、依据什么；不要写人名", "For whom, what for, on what ground; name nobody"));
    }

    private void plainAsked(Context ctx, Page page, Form form) {
        pages.ask(
                ctx,
                page,
                "ledger",
                page.t("导出完整台账", "Export the ledger unmasked"),
                page.t(
                        "只有信访部门的登记岗位和负责人可以导出，只对本单位经手的事项给出信访人完整信息，其余照样遮盖。用途先登记、后导出，审计人员看得到；文件带有您的姓名和时间。",
                        "Open to registrars and heads of a petition department. Petitioners are unmasked in cases in which your unit has or had a part, and masked in all others. The purpose is entered first and seen by the auditor; the file carries your name and the time."),
                form);
    }

    private void exportPlain(Context ctx) {
        Page page = pages.page(ctx);
        Submitted in = Pages.submitted(ctx);
        exported(
                        ctx,
                        Optional.of(new ExportLedger.Plain(
                                in.text("purpose"),
                                Visits.signedIn(ctx).account().id(),
                                Visits.whence(ctx),
                                Visits.acting(ctx),
                                pages.site().now())))
                .ifPresent(refusal -> {
                    Pages.refused(ctx, refusal);
                    plainAsked(ctx, page, Pages.again(plainForm(query(ctx)), in, refusal, page));
                });
    }

    /** Answers with the file, or says why there is none. */
    private Optional<Refusal> exported(Context ctx, Optional<ExportLedger.Plain> plain) {
        LedgerQuery query = query(ctx);
        LocalDate today = pages.site().today();
        boolean csv = "csv".equals(ctx.queryParam("as"));
        String name = "信访事项台账-" + today + (csv ? ".csv" : ".xlsx");
        Wording what = plain.isPresent() ? LedgerWriter.PLAIN_LEDGER : LedgerWriter.MASKED_LEDGER;
        return Pages.send(
                ctx,
                csv ? "text/csv; charset=utf-8" : XLSX,
                name,
                out -> {
                    try (LedgerWriter writer = LedgerWriter.to(
                            out, name, "台账", LedgerSheet.headers(), Visits.watermark(ctx, pages.site(), what))) {
                        return exportLedger.write(
                                Visits.asker(ctx),
                                query.filter(),
                                today,
                                plain,
                                row -> writer.row(LedgerSheet.cells(row)));
                    }
                },
                (count, digest) -> Visits.trace(
                        ctx,
                        pages.site(),
                        AccountAct.Trace.done(AccountAct.Kind.EXPORT)
                                .with(AccountAct.Detail.ROUTE, "/ledger/export")
                                .with(AccountAct.Detail.FIELDS, plain.isPresent() ? "plain" : "masked")
                                .with(AccountAct.Detail.FILTER, String.join(" ", query.narrowing()))
                                .with(AccountAct.Detail.COUNT, count)
                                .with(AccountAct.Detail.DIGEST, digest)));
    }
}
