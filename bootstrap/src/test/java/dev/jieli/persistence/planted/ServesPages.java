package dev.jieli.persistence.planted;

import io.javalin.http.HttpStatus;

public final class ServesPages {
    public HttpStatus status() {
        return HttpStatus.OK;
    }
}
