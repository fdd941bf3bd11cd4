// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.face;

import java.net.URI;
import java.util.regex.Pattern;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.name.NameChange;
import org.hybridface.messages.ImageHeader;
import org.hybridface.messages.RejectionReason;

/** Checks photos before they cost a call. Pure, thread safe. */
public final class Photos {

    /** Smallest image side Rekognition takes, in pixels (Amazon Rekognition guidelines and quotas, "Set quotas"). */
    static final int MIN_SIDE_PX = 80;

    /** Largest picture, in pixels; a device's crop has far fewer, and whoever decodes more needs 150 MB for it. */
    static final long MAX_PIXELS = 50_000_000;

    /** Where {@link org.hybridface.cloud.event.Events} puts a device's photo and a labelled one. */
    private static final Pattern OURS = Pattern.compile("/faces/.*|/people/[0-9a-f-]{36}/[0-9a-f]{64}\\.jpg");

    private final String bucket;

    /** @param bucket where photos lie */
    public Photos(String bucket) {
        this.bucket = bucket;
    }

    /** @throws UnusablePhotoException when the bytes are no JPEG or PNG with readable dimensions, or the image is too small or too large */
    public void requireUsable(@Variable("event") FaceEvent event) {
        ImageHeader size = ImageHeader.read(event.photo())
                .filter(header -> header.scans() <= ImageHeader.MAX_SCANS).orElseThrow(() -> new UnusablePhotoException(
                RejectionReason.UNREADABLE, "the photo is no complete JPEG or PNG of the allowed size"));
        if (size.pixels() > MAX_PIXELS) {
            throw new UnusablePhotoException(RejectionReason.UNREADABLE, "the photo has " + size.widthPx() + "x" + size.heightPx()
                    + " pixels, more than " + MAX_PIXELS / 1_000_000 + " million: make it smaller");
        }
        if (size.widthPx() < MIN_SIDE_PX || size.heightPx() < MIN_SIDE_PX) {
            throw new UnusablePhotoException(RejectionReason.LOW_QUALITY, "the photo has " + size.widthPx() + "x"
                    + size.heightPx() + " pixels, each side needs " + MIN_SIDE_PX);
        }
    }

    /**
     * The event, which knows from now on where its photo lies.
     *
     * @param key the object's name in the bucket
     */
    public FaceEvent stored(@Variable("event") FaceEvent event, @Header(AWS2S3Constants.KEY) String key) {
        return event.storedAt(URI.create("s3://" + bucket + "/" + key));
    }

    /**
     * Whether the photo of a face that is gone was stored by these routes, in whatever folder: it has its event's name then. One that lay in the
     * bucket before is its owner's.
     */
    public boolean isOurs(@Variable("change") NameChange change) {
        return change.link().filter(link -> link.getAuthority().equals(bucket))
                .filter(link -> OURS.matcher(link.getPath()).matches()
                        || change.eventId().filter(id -> link.getPath().endsWith("/" + id + ".jpg")).isPresent()).isPresent();
    }

    /** Where the photo of a face that is gone lies in its bucket. */
    public String keyOfGone(@Variable("change") NameChange change) {
        return change.link().orElseThrow().getPath().substring(1);
    }
}
