package dev.jieli.http.api;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.jieli.application.AnswerPerson;
import dev.jieli.application.CorrectPetitioner;
import dev.jieli.application.published.Fields;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Position;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.PersonFile;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Visits;
import dev.jieli.office.PaperPress;
import dev.jieli.office.PersonPaper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/** 本人信息接口: what is kept of a person, for that person. */
final class PersonRoutes {
    private final Site site;

    PersonRoutes(Site site) {
        this.site = site;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/api/v1/persons", this::find, Access.OFFICIALS);
        routes.post("/api/v1/persons/file", this::file, Access.OFFICIALS);
        routes.post("/api/v1/cases/{case}/petitioner/correction", this::correct, Access.OFFICIALS);
    }

    private record Asked(Petitioner who, String purpose) {}

    private static Asked read(Fields from) {
        return new Asked(
                new Petitioner(
                        from.text("name"), from.maybeText("idNumber"), from.maybeText("phone"), Optional.empty()),
                from.text("purpose"));
    }

    private ImmutableList<AnswerPerson.Held> held(Context ctx, Asked asked, boolean copy) {
        return Objection.orObject(
                new AnswerPerson(site.archive(), site.settings().retention())
                        .find(
                                new AnswerPerson.Request(
                                        asked.who(),
                                        asked.purpose(),
                                        copy,
                                        Visits.signedIn(ctx).account().id(),
                                        Visits.whence(ctx),
                                        Visits.acting(ctx)),
                                site.today(),
                                site.now()));
    }

    /** Kept nowhere by an Idempotency-Key, for the answer names somebody. */
    private void find(Context ctx) {
        Asked asked = Requests.body(ctx, PersonRoutes::read);
        ObjectNode to = Json.object();
        Shown.each(to.putArray("cases"), held(ctx, asked, false), (one, in) -> {
            in.put("id", one.about().id().toString());
            in.put("number", one.about().petition().number());
            in.put("receivedOn", one.about().petition().receivedOn().toString());
            in.put("gist", one.about().petition().gist());
            in.put("unit", one.unit());
            if (one.about().position() instanceof Position.Open open) {
                in.put("stage", open.stage().name());
            } else {
                in.put(
                        "ending",
                        ((Position.Ended) one.about().position()).ending().name());
            }
            one.stays().ifPresent(stay -> in.put("stays", stay.name()));
            shown(one.petitioner(), in.putObject("petitioner"));
        });
        ctx.header("Cache-Control", "no-store");
        Json.answer(ctx, 200, to);
    }

    private static void shown(Petitioner who, ObjectNode to) {
        to.put("name", who.name());
        who.idNumber().ifPresent(number -> to.put("idNumber", number));
        who.phone().ifPresent(number -> to.put("phone", number));
        who.address().ifPresent(address -> to.put("address", address));
    }

    private void file(Context ctx) {
        Asked asked = Requests.body(ctx, PersonRoutes::read);
        byte[] file = PersonFile.of(
                asked.who().name(),
                held(ctx, asked, true),
                site.today(),
                Visits.watermark(ctx, site, PersonPaper.WHAT));
        ctx.header("Cache-Control", "no-store");
        ctx.header("Content-Disposition", "attachment; filename=\"person.docx\"");
        ctx.contentType(PaperPress.TYPE).result(file);
    }

    private void correct(Context ctx) {
        String named = ctx.pathParam("case");
        CaseId id = Requests.id(named)
                .map(CaseId::new)
                .or(() -> site.archive().board(Visits.asker(ctx)).numbered(named))
                .orElseThrow(Requests::notFound);
        CorrectPetitioner.Correction correction = Requests.body(
                ctx,
                from -> new CorrectPetitioner.Correction(
                        from.maybeText("name"),
                        from.maybeText("idNumber"),
                        from.maybeText("phone"),
                        from.maybeText("address"),
                        from.text("reason"),
                        Visits.signedIn(ctx).account().id(),
                        Visits.whence(ctx),
                        Visits.acting(ctx)));
        Posted.in(ctx, site)
                .once(
                        store -> new CorrectPetitioner(store).correct(id, correction, site.now()),
                        done -> Posted.Answer.of(204, MissingNode.getInstance()));
    }
}
