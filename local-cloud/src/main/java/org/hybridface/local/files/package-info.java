/** How the local cloud keeps files from other users of the machine. */
package org.hybridface.local.files;
