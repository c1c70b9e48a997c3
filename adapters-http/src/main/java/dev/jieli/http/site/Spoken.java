package dev.jieli.http.site;

import com.google.common.base.Splitter;
import dev.jieli.domain.statute.Language;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** 语言选择: in which language a request is answered: as the address says, else the cookie, else the browser; else Chinese. */
public final class Spoken {
    /** The name of the cookie and of the parameter in an address. */
    public static final String LANG = "lang";

    private Spoken() {}

    public static Language in(Context ctx) {
        return read(ctx.queryParam(LANG))
                .or(() -> read(ctx.cookie(LANG)))
                .or(() -> accepted(ctx.header("Accept-Language")))
                .orElse(Language.ZH);
    }

    private static Optional<Language> read(@org.jspecify.annotations.Nullable String tag) {
        if (tag == null) {
            return Optional.empty();
        }
        if (tag.equals("en") || tag.startsWith("en-")) {
            return Optional.of(Language.EN);
        }
        return tag.equals("zh") || tag.startsWith("zh-") ? Optional.of(Language.ZH) : Optional.empty();
    }

    private static Optional<Language> accepted(@org.jspecify.annotations.Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Optional<Language> best = Optional.empty();
        double weight = 0;
        for (String part : Splitter.on(',').trimResults().split(header)) {
            List<String> pieces = Splitter.on(';').trimResults().splitToList(part);
            double q = pieces.size() > 1 && pieces.get(1).startsWith("q=") ? weight(pieces.get(1)) : 1;
            Optional<Language> language = read(pieces.get(0));
            if (language.isPresent() && q > weight) {
                best = language;
                weight = q;
            }
        }
        return best;
    }

    private static double weight(String q) {
        return q.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)") ? Double.parseDouble(q.substring(2)) : 0;
    }
}
