/**
 * What the devices of a fleet share: each publishes whom it has learnt, sealed with the fleet's key, and keeps whom the others have. So a person whom the
 * cloud named for one of them is named by all, without a question and without a network. The face cache asks it as {@code Fleet}; the routes in
 * {@code gallery.camel.yaml} carry its messages.
 */
package org.hybridface.edge.gallery;
