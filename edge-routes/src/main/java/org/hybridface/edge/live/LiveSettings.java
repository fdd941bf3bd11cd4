package org.hybridface.edge.live;

/**
 * Options of the live page.
 *
 * @param thing  the device's name
 * @param naming where a name goes that somebody gives on the page
 */
public record LiveSettings(String thing, Naming naming) {

    /** Where a name goes that somebody gives on the page. */
    public enum Naming { HERE_ONLY, TOLD_TO_THE_CLOUD }
}
