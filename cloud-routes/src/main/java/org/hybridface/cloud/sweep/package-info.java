/**
 * Holds collection, table and bucket against each other. What nothing explains gets an item of its own in the table, and goes after a day in
 * which nothing explained it; the routes are in {@code sweep.camel.yaml}.
 */
package org.hybridface.cloud.sweep;
