/** A person is erased from this device: every place is emptied, then the cloud hears of it; and the receipts of what was wanted here. */
package org.hybridface.edge.erase;
