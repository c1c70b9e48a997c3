package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.http.browser.Chromium;
import dev.jieli.http.browser.Tab;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DocsInBrowserTest {

    @Test
    void a_person_reads_the_api_and_tries_it_under_the_content_policy() {
        try (Served served = Served.an_office();
                Chromium chromium = Chromium.forTests()) {
            Tab tab = chromium.open().size(1200, 900).go(served.url("/docs?lang=en"));
            tab.await(".opblock-summary-path").picture(Path.of("target", "pages", "docs.png"));
            assertThat(tab.text()).contains("/api/v1/cases/{case}/acts", "NOT_AT_THIS_STAGE");

            tab.touch("#operations-term-deadline .opblock-summary-control");
            tab.await("#operations-term-deadline .try-out__btn").touch("#operations-term-deadline .try-out__btn");
            tab.await("#operations-term-deadline input[placeholder=\"from\"]");
            tab.picture(Path.of("target", "pages", "docs-deadline.png"));
            assertThat(tab.complaints()).isEmpty();
        }
    }
}
