/**
 * The faces this device remembers. {@link org.hybridface.edge.cache.FaceCache} is a Camel {@code IdempotentRepository}; the
 * decisions beside it (matching, asking, back-off, budget) are pure and told the time.
 */
package org.hybridface.edge.cache;
