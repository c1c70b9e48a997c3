package dev.jieli.domain.planted;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public final class Logs {
    public Logger log() {
        return LoggerFactory.getLogger(Logs.class);
    }
}
