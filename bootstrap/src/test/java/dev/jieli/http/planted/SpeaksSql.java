package dev.jieli.http.planted;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

public final class SpeaksSql {
    public @Nullable DataSource source;
}
