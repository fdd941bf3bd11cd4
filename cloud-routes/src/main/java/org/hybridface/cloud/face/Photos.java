package org.hybridface.cloud.face;

import org.apache.camel.Variable;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.messages.RejectionReason;

/** Checks photos before they cost a call. Pure, thread safe. */
public final class Photos {

    /** Smallest image side Rekognition takes, in pixels (Amazon Rekognition guidelines and quotas, "Set quotas"). */
    static final int MIN_SIDE_PX = 80;

    /** @throws UnusablePhotoException when the bytes are no JPEG with readable dimensions, or the image is too small */
    public void requireUsable(@Variable("event") FaceEvent event) {
        JpegSize size = JpegSize.read(event.photo()).orElseThrow(() -> new UnusablePhotoException(
                RejectionReason.UNREADABLE, "the photo is no complete JPEG of the allowed size"));
        if (size.widthPx() < MIN_SIDE_PX || size.heightPx() < MIN_SIDE_PX) {
            throw new UnusablePhotoException(RejectionReason.LOW_QUALITY, "the photo has " + size.widthPx() + "x"
                    + size.heightPx() + " pixels, each side needs " + MIN_SIDE_PX);
        }
    }

    /** Where the photo lies in its bucket. */
    public String key(@Variable("event") FaceEvent event) {
        return event.photoKey();
    }

    /** The photo's bytes, as S3 stores them. */
    public byte[] bytes(@Variable("event") FaceEvent event) {
        return event.photo();
    }
}
