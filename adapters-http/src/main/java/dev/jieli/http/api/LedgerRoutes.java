package dev.jieli.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import dev.jieli.application.ledger.ExportLedger;
import dev.jieli.application.ledger.ImportLedger;
import dev.jieli.application.ledger.LedgerFile;
import dev.jieli.application.ledger.LedgerSheet;
import dev.jieli.application.ledger.Mapping;
import dev.jieli.application.ledger.Problem;
import dev.jieli.application.port.Board;
import dev.jieli.application.published.Problem.Why;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Language;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.Plain;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Spoken;
import dev.jieli.http.site.Takes;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Flaw;
import dev.jieli.office.LedgerFiles;
import dev.jieli.office.LedgerWriter;
import dev.jieli.office.MappingFile;
import dev.jieli.office.RejectedRows;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;

/** 台账导入导出接口 */
final class LedgerRoutes {
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int SAID_AT_MOST = 5;

    private final Site site;
    private final Semaphore imports;

    LedgerRoutes(Site site, Semaphore imports) {
        this.site = site;
        this.imports = imports;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/api/v1/import", this::take, Access.to(Power.IMPORT_LEDGER), Takes.FILES);
        routes.post("/api/v1/import/rejected", this::rejected, Access.to(Power.IMPORT_LEDGER), Takes.FILES);
        routes.get("/api/v1/export", this::export, Access.OFFICIALS);
        routes.post("/api/v1/export", this::exportPlain, Access.OFFICIALS);
    }

    // ------------------------------------------------------------------ in

    private record Upload(Path file, String name, String digest, ImportLedger.Order order) {}

    private void take(Context ctx) {
        with(ctx, upload -> {
            IncumbencyId by = Visits.acting(ctx);
            Language language = Spoken.in(ctx);
            Posted.in(ctx, site)
                    .saying((upload.digest() + upload.order()).getBytes(StandardCharsets.UTF_8))
                    .once(
                            store -> opened(
                                    upload,
                                    file -> new ImportLedger(store, site.law())
                                            .take(file, upload.order(), by, site.now(), read -> {})),
                            report -> answer(report, language));
            return true;
        });
    }

    private static Posted.Answer answer(ImportLedger.Report report, Language language) {
        ObjectNode shown = shown(report, language);
        if (!report.isTaken() && !report.dryRun()) {
            throw Objection.of(asked -> {
                dev.jieli.http.site.Problem problem = dev.jieli.http.site.Problem.of(
                        Refusal.of(Reason.FILE_INVALID).with("problems", said(report, asked)), asked);
                for (var field : shown(report, asked).properties()) {
                    problem = problem.with(field.getKey(), field.getValue());
                }
                return problem;
            });
        }
        return Posted.Answer.of(200, shown);
    }

    /** The rows of a file that could not be imported, in their own columns and with the reason, to be mended. */
    private void rejected(Context ctx) {
        byte[] workbook = with(ctx, upload -> {
            ImportLedger.Order order = new ImportLedger.Order(
                    upload.order().mapping(), upload.order().asOf(), true, true);
            ImportLedger.Report report = opened(
                    upload,
                    file -> Objection.orObject(new ImportLedger(site.archive().store(), site.law())
                            .take(file, order, Visits.acting(ctx), site.now(), read -> {})));
            if (!report.outline().isReadable() && report.rejected().isEmpty()) {
                answer(report, Spoken.in(ctx));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            RejectedRows.write(out, report, Visits.watermark(ctx, site, RejectedRows.WHAT));
            return out.toByteArray();
        });
        if (workbook.length == 0) {
            ctx.status(204);
            return;
        }
        Visits.trace(
                ctx,
                site,
                AccountAct.Trace.done(AccountAct.Kind.EXPORT)
                        .with(AccountAct.Detail.ROUTE, "/api/v1/import/rejected")
                        .with(AccountAct.Detail.FIELDS, "rows of the file that came in")
                        .with(AccountAct.Detail.DIGEST, Seal.digest(workbook)));
        ctx.header("Content-Disposition", "attachment; filename=\"rejected.xlsx\"");
        ctx.contentType(WORKBOOK).result(workbook);
    }

    /** Keeps the upload in a file of its own while the work goes on, a few at a time. */
    private <T> T with(Context ctx, Function<Upload, T> work) {
        try {
            Path kept = Files.createTempFile("ledger", ".upload"); // readable for its owner only
            try {
                return inTurn(upload(ctx, kept), work);
            } finally {
                Files.deleteIfExists(kept);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Once it is all here: whoever sends slowly takes nobody's place. */
    private <T> T inTurn(Upload upload, Function<Upload, T> work) {
        if (!imports.tryAcquire()) {
            throw Objection.of(Flaw.BUSY);
        }
        try {
            return work.apply(upload);
        } finally {
            imports.release();
        }
    }

    private Upload upload(Context ctx, Path kept) throws IOException {
        if (!ctx.isMultipartFormData()) {
            throw Objection.of(Flaw.WRONG_CONTENT_TYPE, ImmutableMap.of("media", "multipart/form-data"));
        }
        List<dev.jieli.application.published.Problem> problems = new ArrayList<>();
        UploadedFile file = ctx.uploadedFile("file");
        LocalDate asOf = site.today();
        String said = ctx.formParam("asOf");
        if (said != null && !said.isBlank()) {
            Optional<LocalDate> day = Plain.day(said);
            asOf = day.orElse(asOf);
            if (day.isEmpty()) {
                problems.add(new dev.jieli.application.published.Problem(
                        "asOf", Why.NOT_A_DATE, Ascii.truncate(said, 40, "…")));
            }
        }
        boolean skipBad = flag(ctx, "skipBad", problems);
        boolean dryRun = flag(ctx, "dryRun", problems);
        if (file == null) {
            problems.add(new dev.jieli.application.published.Problem("file", Why.MISSING, ""));
        }
        ctx.formParamMap().keySet().stream()
                .filter(name -> !List.of("asOf", "skipBad", "dryRun", "mapping", "file", Visits.GUARD)
                        .contains(name))
                .forEach(name -> problems.add(new dev.jieli.application.published.Problem(name, Why.UNKNOWN, "")));
        Requests.sound(problems);
        Mapping mapping = mapping(ctx.formParam("mapping"));
        if (file == null) {
            throw new IllegalStateException("objected to before");
        }
        try (InputStream in = file.content()) {
            Files.copy(in, kept, StandardCopyOption.REPLACE_EXISTING);
        }
        return new Upload(
                kept,
                file.filename(),
                com.google.common.io.Files.asByteSource(kept.toFile())
                        .hash(Hashing.sha256())
                        .toString(),
                new ImportLedger.Order(mapping, asOf, skipBad, dryRun));
    }

    private static boolean flag(Context ctx, String name, List<dev.jieli.application.published.Problem> problems) {
        String said = ctx.formParam(name);
        if (said != null && !said.isBlank() && !said.equals("true") && !said.equals("false")) {
            problems.add(new dev.jieli.application.published.Problem(name, Why.NOT_TRUE_OR_FALSE, said));
        }
        return "true".equals(said);
    }

    private static Mapping mapping(@org.jspecify.annotations.Nullable String json) {
        if (json == null || json.isBlank()) {
            return Mapping.NONE;
        }
        MappingFile.Read read = MappingFile.read(json);
        if (read instanceof MappingFile.Read.Understood understood) {
            return understood.mapping();
        }
        Problem problem = ((MappingFile.Read.Refused) read).problem();
        throw invalid(problem);
    }

    private static Objection invalid(Problem problem) {
        return Objection.of(language -> dev.jieli.http.site.Problem.of(
                Refusal.of(Reason.FILE_INVALID).with("problems", said(problem, language)), language));
    }

    private static <T> T opened(Upload upload, Function<LedgerFile, T> work) {
        LedgerFiles.Opening opening = LedgerFiles.open(upload.file(), upload.name());
        if (opening instanceof LedgerFiles.Opening.Refused refused) {
            throw invalid(refused.problem());
        }
        try (LedgerFile file = ((LedgerFiles.Opening.Opened) opening).file()) {
            return work.apply(file);
        }
    }

    // ------------------------------------------------------------------ the report

    private static String said(Problem problem, Language language) {
        return language == Language.ZH ? problem.zh() : problem.en();
    }

    private static String said(ImportLedger.Report report, Language language) {
        ImmutableList<Problem> of = report.outline().problems();
        if (!of.isEmpty()) {
            return of.stream()
                    .limit(SAID_AT_MOST)
                    .map(problem -> said(problem, language))
                    .collect(Collectors.joining(" "));
        }
        return report.rejected().stream()
                .limit(SAID_AT_MOST)
                .map(rejected -> (language == Language.ZH
                                ? "第" + rejected.row().number() + "行："
                                : "row " + rejected.row().number() + ": ")
                        + said(rejected.problems().get(0), language))
                .collect(Collectors.joining(" "));
    }

    private static ObjectNode shown(ImportLedger.Report report, Language language) {
        ObjectNode to = Json.object();
        to.put("taken", report.isTaken());
        to.put("dryRun", report.dryRun());
        to.put("inFile", report.inFile());
        to.put("rows", report.rows());
        to.put("imported", report.imported());
        to.put("skipped", report.skipped());
        ArrayNode rejected = to.putArray("rejected");
        report.rejected()
                .forEach(one -> one.problems().forEach(problem -> problem(rejected.addObject(), problem, language)));
        Shown.each(
                to.putArray("problems"), report.outline().problems(), (problem, in) -> problem(in, problem, language));
        Shown.each(to.putArray("remarks"), report.remarks(), (problem, in) -> problem(in, problem, language));
        Shown.each(
                to.putArray("unmatched"),
                report.unmatched().entrySet(),
                (name, in) -> in.put("kind", name.getKey().kind().name())
                        .put("name", name.getKey().name())
                        .put("rows", name.getValue()));
        Shown.each(
                to.putArray("passed"),
                report.passed(),
                (passed, in) -> in.put("sheet", passed.sheet())
                        .put("row", passed.row())
                        .put(
                                "what",
                                language == Language.ZH
                                        ? passed.why().zh()
                                        : passed.why().en()));
        to.put("blank", report.blank());
        Shown.each(to.putArray("passedSheets"), report.outline().passedSheets(), (sheet, in) -> in.put("sheet", sheet));
        Shown.each(to.putArray("headers"), report.outline().headers(), (header, in) -> {
            in.put("sheet", header.sheet());
            in.put("row", header.lastRow());
            Shown.each(in.putArray("columns"), header.headings(), (heading, column) -> {
                column.put("header", heading.words());
                ArrayNode as = column.putArray("as");
                heading.columns().forEach(taken -> as.add(taken.name()));
            });
        });
        return to;
    }

    private static void problem(ObjectNode to, Problem problem, Language language) {
        to.put("row", problem.row());
        to.put("column", problem.column());
        to.put("reason", said(problem, language));
        to.put("kind", problem.kind().name());
        if (!problem.sheet().isEmpty()) {
            to.put("sheet", problem.sheet());
        }
    }

    // ------------------------------------------------------------------ out

    /** Petitioners masked, as on the pages. */
    private void export(Context ctx) {
        export(ctx, Optional.empty());
    }

    /** Unmasked, for a purpose that is entered first; a POST, because it leaves an entry whatever comes of it. */
    private void exportPlain(Context ctx) {
        String purpose = Requests.body(ctx, from -> from.text("purpose"));
        export(
                ctx,
                Optional.of(new ExportLedger.Plain(
                        purpose,
                        Visits.signedIn(ctx).account().id(),
                        Visits.whence(ctx),
                        Visits.acting(ctx),
                        site.now())));
    }

    private void export(Context ctx, Optional<ExportLedger.Plain> plain) {
        Requests.Query query = new Requests.Query(ctx);
        Board.Filter filter = CaseRoutes.filter(query);
        String format = query.read(
                        "format",
                        Why.NOT_ONE_OF,
                        text -> Optional.of(text).filter(one -> one.equals("xlsx") || one.equals("csv")))
                .orElse("xlsx");
        query.end();
        String name = "ledger-" + site.today() + "." + format;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        int count;
        try (LedgerWriter writer = LedgerWriter.to(
                file,
                name,
                "台账",
                LedgerSheet.headers(),
                Visits.watermark(
                        ctx, site, plain.isPresent() ? LedgerWriter.PLAIN_LEDGER : LedgerWriter.MASKED_LEDGER))) {
            count = Objection.orObject(new ExportLedger(site.archive())
                    .write(Visits.asker(ctx), filter, site.today(), plain, row -> writer.row(LedgerSheet.cells(row))));
        }
        Visits.trace(
                ctx,
                site,
                AccountAct.Trace.done(AccountAct.Kind.EXPORT)
                        .with(AccountAct.Detail.ROUTE, "/api/v1/export")
                        .with(AccountAct.Detail.FIELDS, plain.isPresent() ? "plain" : "masked")
                        .with(
                                AccountAct.Detail.FILTER,
                                ctx.queryParamMap().keySet().stream().sorted().collect(Collectors.joining(" ")))
                        .with(AccountAct.Detail.COUNT, count)
                        .with(AccountAct.Detail.DIGEST, Seal.digest(file.toByteArray())));
        ctx.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
        ctx.contentType(format.equals("csv") ? "text/csv; charset=utf-8" : WORKBOOK);
        ctx.result(file.toByteArray());
    }
}
