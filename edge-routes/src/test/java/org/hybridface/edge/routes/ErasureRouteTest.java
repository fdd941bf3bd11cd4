// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.SEALER;
import static org.hybridface.edge.routes.VisitsRouteTest.NOBODY;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.hybridface.edge.cache.Faces;
import org.hybridface.edge.erase.ErasureFiles;
import org.hybridface.edge.erase.ErasureReports;
import org.hybridface.edge.erase.PersonEraser;
import org.hybridface.edge.explain.FaceJournal;
import org.hybridface.edge.mqtt.SendingPace;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.edge.visit.VisitFiles;
import org.hybridface.edge.visit.VisitLog;
import org.hybridface.edge.visit.VisitSettings;
import org.hybridface.messages.Answer;
import org.hybridface.messages.ErasedHere;
import org.hybridface.messages.Whose;
import org.hybridface.vision.Embedding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasureRouteTest extends RouteTest {

    private static final UUID ERASURE = UUID.fromString("00000000-0000-3000-8000-000000000001");
    private static final String PERSON = "aaaaaaaa-0000-0000-0000-000000000001";
    private static final String FACE_ID = "ffffffff-0000-0000-0000-000000000001";

    private PersonEraser eraser;
    private ErasureReports reports;
    private MockEndpoint told;

    @Override
    String file() {
        return "erasure";
    }

    @Override
    void bind(CamelContext context) {
        ErasureFiles files = new ErasureFiles(directory.resolve(ErasureFiles.DIRECTORY));
        FaceJournal journal = new FaceJournal(directory.resolve(FaceJournal.DIRECTORY), () -> 100_000, clock);
        eraser = new PersonEraser(cache, Optional.empty(), outbox, journal, directory.resolve("unreadable"), files, clock);
        VisitSettings visits = new VisitSettings(Duration.ofSeconds(10), 30, 1_000_000, VisitSettings.Pictures.NONE);
        eraser.serves(new VisitLog(() -> visits, new VisitFiles(directory.resolve(VisitLog.DIRECTORY), SEALER, () -> visits), NOBODY,
                (key, since) -> Optional.empty(), SteadyClock.of(clock)), key -> { });
        reports = new ErasureReports(files, eraser, "thing-1", () -> true, SteadyClock.of(clock));
        context.getRegistry().bind("erasureReports", reports);
    }

    @BeforeEach
    void start() throws Exception {
        told = replace("erased-to-cloud", "say-erased");
        replaceFrom("erasure-receipts", "direct:receipt");
        context.start();
    }

    @Test
    void whatThisDeviceErasedIsToldOnce() throws Exception {
        String key = cache.remember(new Embedding(Faces.MODEL, new float[] {1, 0, 0}), Set.of());
        cache.add(key);
        cache.apply(key, new Answer.Named("Ada", FACE_ID, 98.7, 1, Whose.of(PERSON)));
        eraser.erase(ERASURE, new Answer.Erased(Set.of(FACE_ID), Set.of(PERSON), Set.of(key)));
        told.expectedMessageCount(1);

        told.assertIsSatisfied();
        ErasedHere said = ErasedHere.fromJson(told.getExchanges().get(0).getMessage().getBody(byte[].class));
        assertThat(said.erasure()).isEqualTo(ERASURE);
        assertThat(said.gone()).containsEntry("faces", 1);

        clock.advance(SendingPace.AFTER_FAULT);
        told.setAssertPeriod(1500);
        told.assertIsSatisfied();
    }

    @Test
    void aReceiptOfTheCloudIsKept() throws Exception {
        template.sendBody("direct:receipt", ("{\"receipt\":{\"erasure\":\"" + ERASURE + "\",\"state\":\"open\"}}").getBytes(UTF_8));
        assertThat(reports.list().get("receipts")).extracting(receipt -> receipt.at("/receipt/erasure").asText()).containsExactly(ERASURE.toString());
    }
}
