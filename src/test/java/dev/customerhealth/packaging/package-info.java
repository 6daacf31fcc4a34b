/** What is shipped beside the code: launcher, dashboards, files that start other programs. */
package dev.customerhealth.packaging;
