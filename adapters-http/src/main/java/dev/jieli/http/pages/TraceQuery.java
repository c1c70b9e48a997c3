package dev.jieli.http.pages;

import com.google.common.base.Enums;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.port.Audit;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.docket.Subject;
import dev.jieli.http.wording.Words;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** 留痕查询: what was asked for on the audit page; what cannot be read does not narrow. */
public record TraceQuery(ImmutableMap<String, String> given, Audit.TraceFilter filter) {
    private static final List<String> NAMES = List.of("account", "kind", "done", "about", "from", "to", "after");

    static TraceQuery of(Context ctx) {
        ImmutableMap.Builder<String, String> given = ImmutableMap.builder();
        for (String name : NAMES) {
            String value = Strings.nullToEmpty(ctx.queryParam(name)).strip();
            if (!value.isEmpty()) {
                given.put(name, value);
            }
        }
        ImmutableMap<String, String> all = given.buildOrThrow();
        return new TraceQuery(
                all,
                new Audit.TraceFilter(
                        Optional.ofNullable(all.get("account")).flatMap(TraceQuery::id),
                        Enums.getIfPresent(AccountAct.Kind.class, all.getOrDefault("kind", ""))
                                .toJavaUtil(),
                        Optional.ofNullable(all.get("done")).map("yes"::equals),
                        Optional.ofNullable(all.get("about")).flatMap(TraceQuery::subject),
                        Pages.day(ctx, "from"),
                        Pages.day(ctx, "to"),
                        Optional.empty()));
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Optional<Subject> subject(String text) {
        try {
            return Optional.of(Subject.parse(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** One condition as given; blank where it does not narrow. */
    public String one(String name) {
        return given.getOrDefault(name, "");
    }

    public boolean narrows() {
        return given.keySet().stream().anyMatch(name -> !name.equals("after"));
    }

    Optional<String> after() {
        return Optional.ofNullable(given.get("after")).filter(place -> place.matches("[0-9]{1,18}(\\.[0-9]{1,18})?"));
    }

    /** The query as it stands in an address, without its page. */
    public String text() {
        return given.entrySet().stream()
                .filter(one -> !one.getKey().equals("after"))
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The address of the page that begins there. */
    public String from(String after) {
        return text() + (text().isEmpty() ? "" : "&") + "after=" + after;
    }

    public ImmutableList<Field.Choice> kinds(Page page) {
        return Arrays.stream(AccountAct.Kind.values())
                .map(kind -> Field.Choice.of(kind.name(), page.head(Words.of(kind))))
                .collect(ImmutableList.toImmutableList());
    }

    public ImmutableList<Field.Choice> results(Page page) {
        return ImmutableList.of(
                Field.Choice.of("yes", page.t("成功", "Done")),
                Field.Choice.of("no", page.t("失败或被拒", "Failed or refused")));
    }
}
