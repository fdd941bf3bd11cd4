// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.io.IOException;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.hybridface.edge.export.PersonExport;
import org.hybridface.edge.export.PersonExport.Zip;
import org.hybridface.edge.export.UnusablePartException;
import org.hybridface.edge.print.Quoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything held of one person, for whoever asks with the operator's rights. Thread safe. */
public final class PersonExports {

    private static final Logger LOG = LoggerFactory.getLogger(PersonExports.class);

    private final PersonExport export;

    public PersonExports(PersonExport export) {
        this.export = export;
    }

    /**
     * Body in: nothing, or what the cloud answered to {@code {"action":"export"}}, several answers one after the other; of a request without a body Camel makes
     * null. Body out: the zip, or {@code {"error":...}}.
     */
    public byte[] zip(@Header("id") String id, @Body byte[] cloud, Exchange exchange) throws IOException {
        try {
            Optional<Zip> zip = export.of(id, cloud == null ? new byte[0] : cloud);
            if (zip.isEmpty()) {
                return EditAnswers.failedFile(exchange, EditAnswers.NOT_FOUND, EditAnswers.unknown(id));
            }
            LOG.info("event=person-exported whom={} files={} bytes={}", Quoted.value(id), zip.get().files(), zip.get().bytes().length);
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/zip");
            exchange.getMessage().setHeader("Content-Disposition", "attachment; filename=\"" + zip.get().name() + "\"");
            return zip.get().bytes();
        } catch (UnusablePartException e) {
            return EditAnswers.failedFile(exchange, EditAnswers.CONFLICT, e.getMessage());
        }
    }
}
