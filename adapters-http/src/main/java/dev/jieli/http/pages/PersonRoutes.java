package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.AnswerPerson;
import dev.jieli.application.CorrectPetitioner;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.PersonFile;
import dev.jieli.http.site.Visits;
import dev.jieli.office.PaperPress;
import dev.jieli.office.PersonPaper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/** 本人信息: what is kept of a person who asks for it. */
final class PersonRoutes {
    private final Pages pages;

    PersonRoutes(Pages pages) {
        this.pages = pages;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/persons", this::ask, Access.OFFICIALS);
        routes.post("/persons", this::find, Access.OFFICIALS);
        routes.get("/cases/{id}/correction", this::askCorrection, Access.OFFICIALS);
        routes.post("/cases/{id}/correction", this::correct, Access.OFFICIALS);
    }

    // ------------------------------------------------------------------ find and copy

    private static Form form() {
        return Form.of(
                "/persons",
                "查找",
                "Find",
                Field.line("name", "姓名", "Name"),
                Field.line("idNumber", "证件号码", "Identity number").optional(),
                Field.line("phone", "联系电话", "Telephone")
                        .optional()
                        .hint("证件号码和联系电话至少写一个，要与登记的完全一致", "One of the two numbers at least, exactly as registered"),
                Field.line("purpose", "本人的请求和身份核验", "What the person asks, and how identity was checked")
                        .hint(
                                "例如：申请表第12号，请求复制，核对了身份证原件；不要写人名",
                                "Such as: form no. 12, asks for a copy, identity card seen; name nobody"),
                Field.check("copy", "直接下载复制件（Word）", "Download the copy at once (Word)"));
    }

    private void ask(Context ctx) {
        shown(ctx, form(), Optional.empty());
    }

    private void find(Context ctx) {
        Page page = pages.page(ctx);
        Submitted in = Pages.submitted(ctx);
        Petitioner who = new Petitioner(in.text("name"), in.given("idNumber"), in.given("phone"), Optional.empty());
        boolean copy = in.ticked("copy");
        Outcome<ImmutableList<AnswerPerson.Held>> found = new AnswerPerson(
                        pages.site().archive(), pages.site().settings().retention())
                .find(
                        new AnswerPerson.Request(
                                who,
                                in.text("purpose"),
                                copy,
                                Visits.signedIn(ctx).account().id(),
                                Visits.whence(ctx),
                                Visits.acting(ctx)),
                        pages.site().today(),
                        pages.site().now());
        if (found instanceof Outcome.Refused<ImmutableList<AnswerPerson.Held>> refused) {
            ctx.status(dev.jieli.http.wording.Refusals.status(refused.refusal()));
            shown(ctx, Pages.again(form(), in, refused.refusal(), page), Optional.empty());
            return;
        }
        ImmutableList<AnswerPerson.Held> held = ((Outcome.Done<ImmutableList<AnswerPerson.Held>>) found).value();
        if (copy && !held.isEmpty()) {
            Pages.attach(ctx, PaperPress.TYPE, "个人信息复制件.docx");
            ctx.result(PersonFile.of(
                    who.name(), held, page.today(), Visits.watermark(ctx, pages.site(), PersonPaper.WHAT)));
            return;
        }
        shown(ctx, form().entered(in.values()), Optional.of(held));
    }

    private void shown(Context ctx, Form form, Optional<ImmutableList<AnswerPerson.Held>> held) {
        ctx.header("Cache-Control", "no-store");
        pages.show(ctx, "person", ImmutableMap.of("page", pages.page(ctx), "form", form, "held", held));
    }

    // ------------------------------------------------------------------ correct

    private static Form correction(CaseId id) {
        return Form.of(
                "/cases/" + id + "/correction",
                "更正",
                "Correct",
                Field.line("name", "姓名", "Name").optional().hint("不改的留空", "Leave blank what stays"),
                Field.line("idNumber", "证件号码", "Identity number").optional(),
                Field.line("phone", "联系电话", "Telephone").optional(),
                Field.line("address", "住址", "Address").optional(),
                Field.line("reason", "理由和核实情况", "Why, and how it was checked")
                        .hint("例如：本人申请第12号，核对了身份证原件；不要写人名", "Such as: form no. 12, identity card seen; name nobody"));
    }

    /** Of a case whose file is shown. */
    private CaseId id(Context ctx) {
        CaseId id = Pages.caseId(ctx);
        return Visits.opens(ctx, pages.site(), id).petitionCase().id();
    }

    private void askCorrection(Context ctx) {
        CaseId id = id(ctx);
        corrected(ctx, id, correction(id));
    }

    private void corrected(Context ctx, CaseId id, Form form) {
        Page page = pages.page(ctx);
        pages.ask(
                ctx,
                page,
                "ledger",
                page.t("更正信访人信息", "Correct what is kept of the petitioner"),
                page.t(
                        "个人信息保护法第四十六条：核实以后及时更正、补充。记录里只写改了哪些栏目和理由，不写内容；原来的内容不再保留，已签发的文书不变。",
                        "Personal Information Protection Law, art. 46: checked, then put right. The record says which fields changed and why, and no value; the earlier value is not kept, and issued papers stay as they were."),
                "/cases/" + id,
                page.t("回到事项", "Back to the case"),
                form);
    }

    private void correct(Context ctx) {
        CaseId id = id(ctx);
        Submitted in = Pages.submitted(ctx);
        Outcome<Petitioner> done = new CorrectPetitioner(pages.site().archive().store())
                .correct(
                        id,
                        new CorrectPetitioner.Correction(
                                in.given("name"),
                                in.given("idNumber"),
                                in.given("phone"),
                                in.given("address"),
                                in.text("reason"),
                                Visits.signedIn(ctx).account().id(),
                                Visits.whence(ctx),
                                Visits.acting(ctx)),
                        pages.site().now());
        if (done instanceof Outcome.Refused<Petitioner> refused) {
            ctx.status(dev.jieli.http.wording.Refusals.status(refused.refusal()));
            corrected(ctx, id, Pages.again(correction(id), in, refused.refusal(), pages.page(ctx)));
            return;
        }
        ctx.redirect("/cases/" + id, io.javalin.http.HttpStatus.SEE_OTHER);
    }
}
