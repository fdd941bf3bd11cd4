// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.hybridface.routecheck.Words;

/** The page's own files, from the class path. */
public final class PageFiles {

    /** Only these are served, so that a path can never lead anywhere else. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("index.html", "text/html; charset=utf-8"),
            Map.entry("page.css", "text/css; charset=utf-8"),
            Map.entry("page.js", "text/javascript; charset=utf-8"),
            Map.entry("device.js", "text/javascript; charset=utf-8"),
            Map.entry("people.html", "text/html; charset=utf-8"),
            Map.entry("people.css", "text/css; charset=utf-8"),
            Map.entry("people.js", "text/javascript; charset=utf-8"),
            Map.entry("visits.html", "text/html; charset=utf-8"),
            Map.entry("visits.css", "text/css; charset=utf-8"),
            Map.entry("visits.js", "text/javascript; charset=utf-8"),
            Map.entry("icon.svg", "image/svg+xml"),
            Map.entry("openapi.json", "application/json"));

    /** Where a file of the page's is; empty when there is none of that name. */
    static String addressOf(String file) {
        return TYPES.containsKey(file) ? "/page/" + file : "";
    }

    /** Answers with the file named by the header {@code file}. */
    public byte[] read(@Header("file") String file, Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        String type = TYPES.get(file);
        if (type == null) {
            return EditAnswers.failedFile(exchange, EditAnswers.NOT_FOUND, "there is no file '" + file + "' here" + Words.didYouMean(file, TYPES.keySet()));
        }
        try (InputStream in = PageFiles.class.getResourceAsStream("/page/" + file)) {
            message.setHeader(Exchange.CONTENT_TYPE, type);
            return in.readAllBytes();
        }
    }
}
