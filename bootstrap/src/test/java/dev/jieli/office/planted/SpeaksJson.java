package dev.jieli.office.planted;

import com.fasterxml.jackson.core.JsonFactory;

public final class SpeaksJson {
    public JsonFactory json() {
        return new JsonFactory();
    }
}
