package org.hybridface.edge.outbox;

import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.explain.FaceEvent;
import org.hybridface.edge.explain.FaceNews;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.print.Quoted;
import org.hybridface.edge.recognise.FaceRecogniser;
import org.hybridface.edge.recognise.Sighting;
import org.hybridface.messages.Limits;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.vision.Box;
import org.hybridface.vision.Jpeg;
import org.hybridface.vision.Quality;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the photo the cloud is asked with. Body in: a {@link Sighting}; body out: the {@link NewFace} message as JSON bytes, with
 * the name of its file in the outbox as header.
 */
public class Photographer implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(Photographer.class);

    /** Longest side of the photo: Rekognition gains nothing from more, the network and the disk do. */
    private static final int LONGEST_SIDE_PX = 720;

    private final FaceCache cache;
    private final FaceNews news;

    public Photographer(FaceCache cache) {
        this(cache, FaceNews.NONE);
    }

    public Photographer(FaceCache cache, FaceNews news) {
        this.cache = cache;
        this.news = news;
    }

    @Override
    public void process(Exchange exchange) {
        Sighting sighting = exchange.getMessage().getBody(Sighting.class);
        Frame frame = exchange.getProperty(FaceRecogniser.FRAME, Frame.class);
        List<?> all = exchange.getProperty(FaceRecogniser.SIGHTINGS, List.class);
        List<Box> others = all.stream().map(Sighting.class::cast).filter(other -> !other.key().equals(sighting.key()))
                .map(other -> other.face().box()).toList();
        Quality quality = sighting.quality()
                .orElseThrow(() -> new IllegalStateException(sighting.key() + " was not measured; the quality gate comes first"));
        byte[] photo = photo(frame.picture(), HeadAndShoulders.around(sighting.face().box(), others,
                frame.picture().cols(), frame.picture().rows()));
        NewFace question = new NewFace(UUID.randomUUID(), sighting.key(), frame.capturedAt(), photo,
                new PhotoQuality(quality.sizePx(), round(quality.sharpness()), (int) Math.round(quality.yawDegrees())));
        cache.asking(sighting.key(), question.uuid().toString());
        LOG.info("event=ask id={} key={} frame={} size={} sharpness={} yaw={} photo={}", question.uuid(), question.key(), Quoted.value(frame.source()),
                quality.sizePx(), round(quality.sharpness()), Math.round(quality.yawDegrees()), photo.length);
        // Without the frame's source: the name of a picture file may be a person's.
        news.tell(FaceEvent.of(FaceEvent.Kind.ASK, question.key()).id(question.uuid().toString()).with("photo", photo.length)
                .with("size", quality.sizePx()).with("sharpness", quality.sharpness(), 2).with("yaw", quality.yawDegrees(), 0));
        exchange.getMessage().setBody(question.toJson());
        exchange.getMessage().setHeader(Exchange.FILE_NAME, question.key() + Outbox.SUFFIX);
    }

    /** Cuts out and encodes; makes smaller what is too large, and nothing larger. */
    private static byte[] photo(Mat picture, Box box) {
        Rect area = new Rect((int) box.x(), (int) box.y(), Math.max(1, (int) box.width()), Math.max(1, (int) box.height()));
        Mat crop = picture.submat(area);
        Mat smaller = new Mat();
        try {
            double factor = LONGEST_SIDE_PX / (double) Math.max(area.width, area.height);
            if (factor >= 1) {
                return Jpeg.encode(crop, Limits.PHOTO_BYTES);
            }
            Imgproc.resize(crop, smaller, new Size(), factor, factor, Imgproc.INTER_AREA);
            return Jpeg.encode(smaller, Limits.PHOTO_BYTES);
        } finally {
            crop.release();
            smaller.release();
        }
    }

    private static double round(double sharpness) {
        return Math.round(sharpness * 100) / 100.0;
    }
}
