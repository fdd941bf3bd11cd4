// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.time.Duration;

/**
 * Options of the live page.
 *
 * @param thing  the device's name
 * @param linger how long somebody the detector misses is still in view
 * @param naming where a name goes that somebody gives on the page
 */
public record LiveSettings(String thing, Duration linger, Naming naming) {

    /** Where a name goes that somebody gives on the page. */
    public enum Naming { HERE_ONLY, TOLD_TO_THE_CLOUD }
}
