// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.outbox;

import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.hybridface.edge.cache.AskedFaces;
import org.hybridface.edge.explain.FaceEvent;
import org.hybridface.edge.explain.FaceNews;
import org.hybridface.edge.print.Quoted;
import org.hybridface.edge.recognise.FacePhoto;
import org.hybridface.edge.recognise.Sighting;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.vision.Quality;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the best photo of a face into the question for the cloud. Body in: a {@link Sighting}; body out: the {@link NewFace} message as JSON
 * bytes, with the name of its file in the outbox as header. A better photo for a question that waits goes out under that question's id:
 * should the cloud have got both, it answers the second as it answered the first.
 */
public class Photographer implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(Photographer.class);

    private final AskedFaces cache;
    private final FaceNews news;

    public Photographer(AskedFaces cache) {
        this(cache, FaceNews.NONE);
    }

    public Photographer(AskedFaces cache, FaceNews news) {
        this.cache = cache;
        this.news = news;
    }

    @Override
    public void process(Exchange exchange) {
        Sighting sighting = exchange.getMessage().getBody(Sighting.class);
        FacePhoto photo = sighting.photo()
                .orElseThrow(() -> new IllegalStateException(sighting.key() + " has no photo; the quality gate comes first"));
        NewFace question = question(sighting, photo);
        if (!sighting.improves()) {
            asking(question, photo);
        }
        exchange.getMessage().setBody(question.toJson());
        exchange.getMessage().setHeader(Exchange.FILE_NAME, question.key() + Outbox.SUFFIX);
    }

    private NewFace question(Sighting sighting, FacePhoto photo) {
        Quality quality = photo.quality();
        UUID id = sighting.improves() ? cache.find(sighting.key()).flatMap(face -> face.eventId()).map(UUID::fromString).orElseGet(UUID::randomUUID)
                : UUID.randomUUID();
        return new NewFace(id, sighting.key(), cache.timeOfDay(photo.capturedAt()), photo.jpeg(),
                new PhotoQuality(quality.sizePx(), round(quality.sharpness()), (int) Math.round(quality.yawDegrees())),
                cache.deviceKeys().incarnation());
    }

    private void asking(NewFace question, FacePhoto photo) {
        Quality quality = photo.quality();
        cache.asking(question.key(), question.uuid().toString());
        LOG.info("event=ask id={} key={} frame={} size={} sharpness={} yaw={} photo={}", question.uuid(), question.key(), Quoted.value(photo.source()),
                quality.sizePx(), round(quality.sharpness()), Math.round(quality.yawDegrees()), photo.jpeg().length);
        // Without the frame's source: the name of a picture file may be a person's.
        news.tell(FaceEvent.of(FaceEvent.Kind.ASK, question.key()).id(question.uuid().toString()).with("photo", photo.jpeg().length)
                .with("size", quality.sizePx()).with("sharpness", quality.sharpness(), 2).with("yaw", quality.yawDegrees(), 0));
    }

    private static double round(double sharpness) {
        return Math.round(sharpness * 100) / 100.0;
    }
}
