/** The local cloud's own page, for the person who runs it: what is wrong on purpose, and what failed. */
package org.hybridface.local.page;
