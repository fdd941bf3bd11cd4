/** What an erasure is, what it looks for and what its receipt says. Data only; {@code org.hybridface.cloud.eraser} does it. */
package org.hybridface.cloud.erasure;
