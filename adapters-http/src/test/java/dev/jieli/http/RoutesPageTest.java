package dev.jieli.http;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.jieli.application.port.Accounts;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.statute.Wording;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Scopes;
import dev.jieli.http.wording.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The table of routes as a page: a row for each, to be read before it is kept. What the server does is held to the rows of the page
 * and not to what the routes say of themselves; see {@link AuthorityMatrixTest}.
 */
class RoutesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "routes.md");
    private static final String API = "/api/v1";

    private static final String HEAD = """
            # 路由 · To whom each route is open

            服务器的每一条路由占一行：向谁开放，凭哪种令牌，涉及什么，进门之后还由哪张表判断。本页每次构建都与服务器核对；路由增减、改动，须重新打印、逐行看过、
            一并提交：`mvn -pl adapters-http -am test -Dtest=RoutesPageTest -Djieli.docs.write=true`。每条路由、每种身份、范围内外的检验
            （`AuthorityMatrixTest`）以本页为准，不以程序自称为准。权限和范围见 [authority.md](authority.md)。

            Every route of the server has a row: to whom it is open, which token opens it, what it is about, and which table decides behind
            the door. The page is compared with the server in every build; a new or changed route fails until it was printed here, read
            and committed with it. The test that asks every route as everybody, in reach and out of it (`AuthorityMatrixTest`), takes what it
            expects from this page. Powers and how far they reach stand in [authority.md](authority.md).

            **Open to 向谁开放**: `EVERYBODY` 任何人; `UNDERWAY` 密码正确、登录未完成的人 whoever gave a right password; `SIGNED_IN` 已登录的人
            whoever is signed in; `HOUSE` 有岗位的人和管理员 whoever holds a post or administers; `OFFICIALS` 有岗位的人 whoever holds a
            post; or whoever has one of the powers named, wherever it reaches.

            **Token 令牌**: the scope without which no token opens it; — no token opens it at all.

            **About 涉及**: `case`, `handover`, `paper`: where it is shown, its answer; where it is out of reach, or kept from who asks (art. 30(3)),
            the answer of one that is not there, to the letter. `lists`: of cases and handovers only what is shown. `own`: who asks, and nobody
            else's. Where nothing stands it is about neither.

            """;

    private static final String TABLE = """
            | route 路由 | open to 向谁开放 | by 身份 | token 令牌 | about 涉及 | behind the door 进门之后 | over the API 接口 |
            |---|---|---|---|---|---|---|
            """;

    private static final String DIFFERENT = """

            ## 页面与接口不同的 · Where a page and the API differ

            | page 页面 | why 理由 |
            |---|---|
            """;

    // spotless:off
    /** What a route is about; the first that fits. */
    private static final ImmutableMap<String, String> ABOUT = ImmutableMap.<String, String>builder()
            .put("\\w+ /cases/\\{.*",     "case")
            .put("\\w+ /handovers/\\{.*", "handover")
            .put("\\w+ /papers/\\{.*",    "paper")
            .put("GET /(workbench|cases|ledger|ledger/export|export|leaders.*|handovers)?",             "lists")
            .put("POST /(export|ledger/export/plain|leaders/proposal|persons|persons/file|retention)", "lists")
            .put("\\w+ /(me|tokens|sign-ins|second-factors|recovery-codes|password)(/.*)?",           "own")
            .put("\\w+ /(import|calendar)/\\{.*",                                                    "own")
            .build();

    /** Which table decides behind the door, where one does. */
    private static final ImmutableMap<String, String> BEHIND = ImmutableMap.<String, String>builder()
            .put("(GET|POST) /cases/\\{id}/acts/.*|POST /cases/\\{case}/acts", "`Lifecycle`")
            .put("POST /register|POST /cases|POST /leaders/proposal",         "`Lifecycle`")
            .put("(GET|POST) /cases/\\{\\w+}/petitioner",                     power(Power.SEE_PETITIONERS))
            .put(".*/(persons|correction|persons/file)",                      power(Power.ANSWER_PERSONS))
            .put(".*/ledger/export/plain|POST /export",                       power(Power.EXPORT_PETITIONERS))
            .put("(POST|PUT|DELETE) /letterhead.*",                           power(Power.HEAD_PAPERS))
            .put("POST /delegations.*",                                       power(Power.DELEGATE))
            .put("(GET /cases/\\{id}|POST /cases/\\{\\w+})/papers.*|POST /papers/.*", "`PaperTable`")
            .put("GET /(handovers/\\{.*|handovers)",                          power(Power.SEE_HANDOVERS))
            .put("POST /handovers.*",                                         "三方 the three parties")
            .put("DELETE /tokens/.*",                                         "本人，或者 its owner, or " + power(Power.STOP_ACCOUNTS))
            .put("GET /record|(GET|POST) /verify",                            "数目和差错所在 figures and faults: " + power(Power.SEE_FINDINGS))
            .put("GET /metrics",                                              "本机，或者 the machine itself, or " + power(Power.WATCH_OPERATION))
            .build();

    /** The route of the API that does the same as a page. */
    private static final ImmutableMap<String, String> SAME = ImmutableMap.<String, String>builder()
            .put("GET /",                             "GET /workbench")
            .put("GET /ledger",                       "GET /cases")
            .put("POST /register",                    "POST /cases")
            .put("GET /register",                     "POST /cases")
            .put("GET /ledger/export",                "GET /export")
            .put("GET /ledger/export/plain",          "POST /export")
            .put("POST /ledger/export/plain",         "POST /export")
            .put("GET /import",                       "POST /import")
            .put("POST /import",                      "POST /import")
            .put("GET /import/{id}",                  "POST /import")
            .put("POST /import/{id}",                 "POST /import")
            .put("GET /import/{id}/rejected",         "POST /import/rejected")
            .put("GET /cases/{id}",                   "GET /cases/{case}")
            .put("GET /cases/{id}/acts/{act}",        "POST /cases/{case}/acts")
            .put("POST /cases/{id}/acts/{act}",       "POST /cases/{case}/acts")
            .put("GET /cases/{id}/petitioner",        "POST /cases/{case}/petitioner")
            .put("POST /cases/{id}/petitioner",       "POST /cases/{case}/petitioner")
            .put("GET /cases/{id}/correction",        "POST /cases/{case}/petitioner/correction")
            .put("POST /cases/{id}/correction",       "POST /cases/{case}/petitioner/correction")
            .put("GET /cases/{id}/papers/{kind}",     "POST /cases/{case}/papers")
            .put("POST /cases/{id}/papers/{kind}",    "POST /cases/{case}/papers")
            .put("GET /papers/{paper}",               "GET /papers/{paper}")
            .put("GET /papers/{paper}/draft",         "POST /papers/{paper}/drafts")
            .put("POST /papers/{paper}/draft",        "POST /papers/{paper}/drafts")
            .put("GET /papers/{paper}/preview.docx",  "GET /papers/{paper}/preview")
            .put("POST /papers/{paper}/check",        "POST /papers/{paper}/check")
            .put("POST /papers/{paper}/issue",        "POST /papers/{paper}/issue")
            .put("POST /papers/{paper}/file",         "POST /papers/{paper}/file")
            .put("GET /letterhead",                   "GET /letterhead")
            .put("POST /letterhead",                  "PUT /letterhead")
            .put("GET /letterhead/{kind}/template.docx", "GET /letterhead/templates/{kind}")
            .put("POST /letterhead/{kind}",           "PUT /letterhead/templates/{kind}")
            .put("GET /persons",                      "POST /persons")
            .put("POST /persons",                     "POST /persons")
            .put("GET /handovers",                    "GET /handovers")
            .put("POST /handovers",                   "POST /handovers")
            .put("GET /handovers/open",               "POST /handovers")
            .put("GET /handovers/{id}",               "GET /handovers/{handover}")
            .put("GET /handovers/{id}/print",         "GET /handovers/{handover}")
            .put("GET /handovers/{id}/list.docx",     "GET /handovers/{handover}/paper")
            .put("GET /handovers/{id}/steps/{step}",  "POST /handovers/{handover}/steps")
            .put("POST /handovers/{id}/steps/{step}", "POST /handovers/{handover}/steps")
            .put("GET /leaders",                      "GET /leaders")
            .put("GET /leaders/proposal",             "POST /leaders/proposal")
            .put("POST /leaders/proposal",            "POST /cases/{case}/acts")
            .put("GET /delegations",                  "GET /delegations")
            .put("POST /delegations",                 "POST /delegations")
            .put("POST /delegations/end",             "POST /delegations/{delegation}/end")
            .put("GET /organization",                 "GET /units")
            .put("GET /organization/units/{id}",      "GET /units/{unit}")
            .put("GET /organization/units/{id}/{act}",  "POST /units/{unit}")
            .put("POST /organization/units/{id}/{act}", "POST /units/{unit}")
            .put("GET /organization/accounts",        "GET /accounts")
            .put("POST /organization/accounts",       "POST /accounts")
            .put("POST /organization/accounts/{id}",  "POST /accounts/{account}")
            .put("GET /audit",                        "GET /audit")
            .put("GET /audit/export",                 "GET /audit")
            .put("GET /record",                       "GET /verify")
            .put("POST /record",                      "POST /verify")
            .put("GET /deadline",                     "GET /deadlines")
            .put("GET /calendar",                     "GET /calendar")
            .put("GET /calendar/notice",              "POST /calendar")
            .put("POST /calendar/notice",             "POST /calendar")
            .put("GET /law/paths",                    "GET /legal-paths")
            .put("GET /law/rulebooks",                "GET /rulebooks")
            .put("GET /law/rulebooks/{id}/export",    "GET /rulebooks")
            .put("POST /law/rulebooks",               "POST /rulebooks")
            .put("POST /law/rulebooks/trial",         "POST /rulebooks/trial")
            .put("POST /set-up",                      "POST /set-up")
            .put("POST /sign-in",                     "POST /sign-in")
            .put("POST /sign-out",                    "POST /sign-out")
            .put("GET /sign-in/password",             "POST /password")
            .put("POST /sign-in/password",            "POST /password")
            .put("GET /sign-in/enrol",                "POST /second-factors")
            .put("POST /sign-in/enrol",               "POST /second-factors")
            .put("GET /me",                           "GET /me")
            .put("POST /me/password",                 "POST /password")
            .put("POST /me/sign-ins",                 "DELETE /sign-ins/{signIn}")
            .put("GET /me/tokens",                    "GET /tokens")
            .put("POST /me/tokens",                   "POST /tokens")
            .put("POST /me/tokens/revoke",            "DELETE /tokens/{token}")
            .put("GET /me/factor",                    "POST /second-factors")
            .put("POST /me/factor",                   "POST /second-factors")
            .put("POST /me/factors",                  "POST /second-factors/{factor}/remove")
            .put("POST /me/recovery",                 "POST /recovery-codes")
            .build();

    /** Why a page has another door than the same of the API. */
    private static final ImmutableMap<String, String> WHY = ImmutableMap.of(
            "GET /",
            "管理员没有工作台，首页引到其管理的页面 administrators have no workbench: the first page leads them to what they administer",
            "POST /me/password",
            "登录未完成的人在 /sign-in/password 修改 whoever is still to change it does so on /sign-in/password",
            "GET /me/factor",
            "登录未完成的人在 /sign-in/enrol 注册 whoever is still to enrol does so on /sign-in/enrol",
            "POST /me/factor",
            "登录未完成的人在 /sign-in/enrol 注册 whoever is still to enrol does so on /sign-in/enrol");
    // spotless:on

    /**
     * A row of the page.
     *
     * @param door empty where powers are asked for
     * @param by the capacities that have one of the powers
     * @param scope that a token needs; empty where none opens it
     */
    record Row(Optional<Access.Door> door, ImmutableSet<Capacity> by, Optional<Accounts.Scope> scope, String about) {}

    /** The rows, as they were read and kept. */
    static ImmutableMap<String, Row> rows() {
        try {
            return Files.readAllLines(PAGE).stream()
                    .filter(line -> line.matches("\\| `(GET|POST|PUT|PATCH|DELETE) .*"))
                    .map(line -> Splitter.on('|').trimResults().splitToList(line))
                    .filter(cells -> cells.size() > 5) // not those that say why
                    .collect(toImmutableMap(cells -> cells.get(1).replace("`", ""), cells -> {
                        boolean powers = !cells.get(3).isEmpty();
                        return new Row(
                                powers ? Optional.empty() : Optional.of(Access.Door.valueOf(cells.get(2))),
                                last(cells.get(3), Capacity::valueOf),
                                last(cells.get(4), Accounts.Scope::valueOf).stream()
                                        .findFirst(),
                                cells.get(5));
                    }));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** What stands last in each line of a cell. */
    private static <T> ImmutableSet<T> last(String cell, Function<String, T> read) {
        return cell.isEmpty() || cell.equals("—")
                ? ImmutableSet.of()
                : Splitter.on("<br>")
                        .splitToStream(cell)
                        .map(line -> read.apply(line.substring(line.lastIndexOf(' ') + 1)))
                        .collect(ImmutableSet.toImmutableSet());
    }

    @Test
    void the_page_has_a_row_for_each_route_and_says_of_it_what_the_server_says() throws IOException {
        String printed = HEAD
                + TABLE
                + lines()
                + DIFFERENT
                + WHY.entrySet().stream()
                        .map(one -> "| `%s` | %s |\n".formatted(one.getKey(), one.getValue()))
                        .collect(joining());
        if (Boolean.getBoolean("jieli.docs.write")) {
            Files.writeString(PAGE, printed);
        }

        assertThat(PAGE)
                .as("docs/routes.md has a row for each route: print it, read what is new, and commit it with the route;"
                        + " mvn -pl adapters-http -am test -Dtest=RoutesPageTest -Djieli.docs.write=true")
                .hasContent(printed);
        assertThat(rows().keySet()).isEqualTo(routes().keySet());
    }

    /** One thing has one door, whichever way one comes. */
    @Test
    void a_page_is_open_to_the_same_as_the_api_or_says_why_not() {
        Map<String, Access> routes = routes();
        Map<String, String> different = new HashMap<>();
        SAME.forEach((page, api) -> {
            String same = overApi(api);
            assertThat(routes).containsKeys(page, same);
            if (!Objects.equals(routes.get(page), routes.get(same))) {
                different.put(page, same);
            }
        });
        assertThat(different.keySet()).isEqualTo(WHY.keySet());
    }

    private static ImmutableMap<String, Access> routes() {
        try (Served served = Served.nothing(settings -> settings)) {
            return served.routes().entrySet().stream()
                    .sorted(Comparator.comparing((Map.Entry<String, ?> route) ->
                                    path(route.getKey()).replaceFirst("^" + API, ""))
                            .thenComparing(Map.Entry::getKey))
                    .collect(toImmutableMap(
                            Map.Entry::getKey, route -> route.getValue().orElseThrow()));
        }
    }

    private static String lines() {
        ImmutableMap<String, Access> routes = routes();
        return routes.entrySet().stream()
                .map(route -> line(route.getKey(), route.getValue()))
                .collect(joining());
    }

    private static String line(String route, Access access) {
        String bare = route.replace(" " + API, " ");
        ImmutableSet<Capacity> by = access.powers().stream()
                .flatMap(power -> Authority.holders(power).stream())
                .collect(Sets.toImmutableEnumSet());
        return "| "
                + String.join(
                        " | ",
                        ImmutableList.of(
                                "`" + route + "`",
                                access.door() == Access.Door.POWERS
                                        ? access.powers().stream()
                                                .map(RoutesPageTest::power)
                                                .collect(joining("<br>"))
                                        : access.door().name(),
                                by.stream().map(one -> said(Words.of(one), one)).collect(joining("<br>")),
                                Scopes.of(method(route), path(route), access)
                                        .map(scope -> said(Words.of(scope), scope))
                                        .orElse("—"),
                                first(ABOUT, bare),
                                first(BEHIND, bare),
                                Optional.ofNullable(SAME.get(route))
                                        .map(api -> "`" + overApi(api) + "`")
                                        .orElse("")))
                + " |\n";
    }

    private static String overApi(String route) {
        return route.replace(" /", " " + API + "/");
    }

    private static String first(ImmutableMap<String, String> of, String text) {
        ImmutableList<String> fitting = of.entrySet().stream()
                .filter(one -> Pattern.matches(one.getKey(), text))
                .map(Map.Entry::getValue)
                .collect(toImmutableList());
        return fitting.isEmpty() ? "" : fitting.get(0);
    }

    private static String power(Power power) {
        return said(Words.of(power), power);
    }

    private static String said(Wording words, Enum<?> name) {
        return words.zh() + " " + name.name().toUpperCase(Locale.ROOT);
    }

    private static String method(String route) {
        return route.substring(0, route.indexOf(' '));
    }

    private static String path(String route) {
        return route.substring(route.indexOf(' ') + 1);
    }
}
