package org.hybridface.edge.live;

/**
 * Options of the live page.
 *
 * @param thing            the device's name
 * @param dollarsPerAsk    what one question to the cloud costs, US dollars
 * @param asksPerHour      the budget, questions in any 60 minutes
 */
public record LiveSettings(String thing, double dollarsPerAsk, int asksPerHour) {
}
