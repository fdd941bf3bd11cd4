/** What a person at the device sees and does: the annotated video, the people, the counts, naming and forgetting. */
package org.hybridface.edge.live;
