package dev.jieli.http.planted;

import org.apache.poi.common.usermodel.fonts.FontCharset;

public final class WritesSheets {
    public FontCharset charset() {
        return FontCharset.GB2312;
    }
}
