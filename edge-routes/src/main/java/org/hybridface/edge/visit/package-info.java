// SPDX-License-Identifier: Apache-2.0
/**
 * Who came when: visits are noticed from frame to frame, kept for some days in sealed files, and told to whoever wants to hear of them.
 * A person is erased from here by {@link org.hybridface.edge.visit.VisitLog#forget}.
 */
package org.hybridface.edge.visit;
