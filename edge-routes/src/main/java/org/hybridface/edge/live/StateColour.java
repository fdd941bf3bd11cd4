// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import org.opencv.core.Scalar;

/** The colour that stands for a face's state, the same in the video and on the page (see page.css). */
enum StateColour {

    NAMED("named", 0x2fa866),
    ENROLLED("enrolled", 0x3d7fe0),
    PENDING("pending", 0xe09a10),
    PROBABLE("probable", 0x7d6bb0),
    REJECTED("rejected", 0xc2453f);

    private final String state;
    private final int rgb;

    StateColour(String state, int rgb) {
        this.state = state;
        this.rgb = rgb;
    }

    /** The colour of a state's word; that of {@code pending} for a word of a newer version. */
    static StateColour of(String state) {
        for (StateColour colour : values()) {
            if (colour.state.equals(state)) {
                return colour;
            }
        }
        return PENDING;
    }

    int rgb() {
        return rgb;
    }

    Scalar bgr() {
        return new Scalar(rgb & 0xff, rgb >> 8 & 0xff, rgb >> 16 & 0xff);
    }
}
