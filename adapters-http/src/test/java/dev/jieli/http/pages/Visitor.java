package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.authority.Duty;
import dev.jieli.http.Served;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who reads the pages and sends their forms without running a line of script. */
final class Visitor {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Served served;
    private final String cookies;

    private Visitor(Served served, String cookies) {
        this.served = served;
        this.cookies = cookies;
    }

    static Visitor as(Served served, Who who) {
        return new Visitor(served, "jieli=" + served.token(who));
    }

    /** Somebody who stands in, after the post was chosen. */
    static Visitor standing(Served served, Who who, Who absent, Answer chosen) {
        if (!chosen.text().contains(absent.fullName())) {
            throw new AssertionError("not in that place: " + chosen.text());
        }
        return new Visitor(served, as(served, who).cookies + "; acting=" + absent.id());
    }

    static Visitor as(Served served, Duty duty) {
        return new Visitor(served, "jieli=" + served.token(duty));
    }

    /** Whoever has this token in a cookie. */
    static Visitor holding(Served served, String token) {
        return new Visitor(served, "jieli=" + token);
    }

    static Visitor nobody(Served served) {
        return new Visitor(served, "");
    }

    Visitor in(String language) {
        return new Visitor(served, cookies + (cookies.isEmpty() ? "" : "; ") + "lang=" + language);
    }

    /** With the cookies that came with an answer, and no others. */
    Visitor with(Answer answer) {
        return new Visitor(
                served,
                answer.cookies().stream()
                        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                        .collect(Collectors.joining("; ")));
    }

    /** What came back, redirects followed. */
    record Answer(int status, String path, String html, ImmutableList<String> cookies) {
        String text() {
            return html.replaceAll("(?s)<head>.*?</head>", "")
                    .replaceAll("(?s)<[^>]*>", " ")
                    .replace("&amp;", "&")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&#34;", "\"")
                    .replace("&#39;", "'")
                    .replaceAll("\\s+", " ")
                    .trim();
        }

        ImmutableList<String> links() {
            return Pattern.compile("href=\"(/[^\"#]*)")
                    .matcher(html)
                    .results()
                    .map(found -> found.group(1).replace("&amp;", "&"))
                    .distinct()
                    .collect(ImmutableList.toImmutableList());
        }

        /** The form that goes to an address that holds this. */
        Sheet form(String to) {
            Matcher forms = Pattern.compile("(?s)<form[^>]*action=\"([^\"]*)\".*?</form>")
                    .matcher(html);
            while (forms.find()) {
                if (forms.group(1).contains(to)) {
                    return Sheet.read(forms.group(1), forms.group());
                }
            }
            throw new AssertionError("no form to " + to + " at " + path + ": " + text());
        }
    }

    /** A form as it stands in a page, with what it would send. */
    record Sheet(String action, Map<String, List<String>> values, String html) {
        static Sheet read(String action, String html) {
            Map<String, List<String>> values = new LinkedHashMap<>();
            Matcher inputs = Pattern.compile("<input([^>]*)>").matcher(html);
            while (inputs.find()) {
                String tag = inputs.group(1);
                boolean ticks = tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\"");
                if ((!ticks || Pattern.compile("\\schecked").matcher(tag).find()) && !tag.contains("type=\"file\"")) {
                    one(tag, "name")
                            .ifPresent(
                                    name -> put(values, name, one(tag, "value").orElse("")));
                }
            }
            Matcher texts =
                    Pattern.compile("(?s)<textarea([^>]*)>(.*?)</textarea>").matcher(html);
            while (texts.find()) {
                String text = texts.group(2).strip();
                one(texts.group(1), "name").ifPresent(name -> put(values, name, text));
            }
            Matcher lists = Pattern.compile("(?s)<select([^>]*)>(.*?)</select>").matcher(html);
            while (lists.find()) {
                Matcher chosen = Pattern.compile("<option value=\"([^\"]*)\"[^>]*\\sselected")
                        .matcher(lists.group(2));
                String value = chosen.find() ? chosen.group(1) : "";
                one(lists.group(1), "name").ifPresent(name -> put(values, name, value));
            }
            return new Sheet(action, values, html);
        }

        private static void put(Map<String, List<String>> values, String name, String value) {
            values.computeIfAbsent(name, same -> new ArrayList<>())
                    .add(value.replace("&amp;", "&").replace("&lt;", "<").replace("&#34;", "\""));
        }

        private static Optional<String> one(String tag, String attribute) {
            Matcher found = Pattern.compile("\\s" + attribute + "=\"([^\"]*)\"").matcher(tag);
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        }

        Sheet with(String name, String... given) {
            Map<String, List<String>> other = new LinkedHashMap<>(values);
            other.put(name, List.of(given));
            return new Sheet(action, other, html);
        }

        Sheet without(String name) {
            Map<String, List<String>> other = new LinkedHashMap<>(values);
            other.remove(name);
            return new Sheet(action, other, html);
        }

        String value(String name) {
            List<String> found = values.getOrDefault(name, List.of());
            return found.isEmpty() ? "" : found.get(0);
        }

        /** The value of the option whose text holds these words. */
        String option(String name, String words) {
            Matcher list = Pattern.compile("(?s)<select[^>]*name=\"" + Pattern.quote(name) + "\".*?</select>")
                    .matcher(html);
            if (list.find()) {
                Matcher options = Pattern.compile("<option value=\"([^\"]*)\"[^>]*>([^<]*)")
                        .matcher(list.group());
                while (options.find()) {
                    if (options.group(2).contains(words)) {
                        return options.group(1);
                    }
                }
            }
            throw new AssertionError("no option " + words + " for " + name + " in " + html);
        }

        Sheet choose(String name, String words) {
            return with(name, option(name, words));
        }

        String body() {
            return values.entrySet().stream()
                    .flatMap(field ->
                            field.getValue().stream().map(value -> encoded(field.getKey()) + "=" + encoded(value)))
                    .collect(Collectors.joining("&"));
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    Answer get(String path) {
        return send(request(path).GET().build(), path, 5);
    }

    Answer send(Sheet form) {
        return send(
                request(form.action())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form.body()))
                        .build(),
                form.action(),
                5);
    }

    /** A form with a file, as browsers send it. */
    Answer send(Sheet form, String field, String fileName, byte[] content) {
        String boundary = "----a-boundary-that-is-in-no-file";
        StringBuilder head = new StringBuilder();
        form.values()
                .forEach((name, values) -> values.forEach(value -> head.append("--")
                        .append(boundary)
                        .append("\r\nContent-Disposition: form-data; name=\"")
                        .append(name)
                        .append("\"\r\n\r\n")
                        .append(value)
                        .append("\r\n")));
        head.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(field)
                .append("\"; filename=\"")
                .append(fileName)
                .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        return send(
                request(form.action())
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(HttpRequest.BodyPublishers.ofByteArrays(ImmutableList.of(
                                head.toString().getBytes(StandardCharsets.UTF_8),
                                content,
                                ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8))))
                        .build(),
                form.action(),
                5);
    }

    HttpResponse<byte[]> fetch(String path) {
        try {
            return CLIENT.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(served.url(path)))
                .header("Accept", "text/html,application/xhtml+xml");
        return cookies.isEmpty() ? request : request.header("Cookie", cookies);
    }

    private Answer send(HttpRequest request, String path, int redirects) {
        try {
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            Optional<String> location = answer.headers().firstValue("Location");
            if (location.isPresent() && answer.statusCode() / 100 == 3 && redirects > 0) {
                URI to = request.uri().resolve(location.get());
                String next = to.getRawPath() + (to.getRawQuery() == null ? "" : "?" + to.getRawQuery());
                Answer followed = send(request(next).GET().build(), next, redirects - 1);
                return new Answer(followed.status(), followed.path(), followed.html(), cookies(answer));
            }
            return new Answer(answer.statusCode(), path, answer.body(), cookies(answer));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    private static ImmutableList<String> cookies(HttpResponse<?> answer) {
        return ImmutableList.copyOf(answer.headers().allValues("Set-Cookie"));
    }
}
