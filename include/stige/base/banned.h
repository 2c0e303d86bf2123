/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls that have a safer twin. Included by every source file, last. */
#ifndef STIGE_BASE_BANNED_H
#define STIGE_BASE_BANNED_H

/* Fortified headers may define these as macros; clang minds poisoning a macro. */
#undef sprintf
#undef vsprintf
#undef strcpy
#undef strcat
#undef strncpy
#undef strncat

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf strtok atoi atol atof
#pragma GCC poison localtime gmtime ctime asctime system popen gets tmpnam tempnam mktemp
/* Asking for a user or a host may ask a service on the network. */
#pragma GCC poison getpwuid getpwnam getlogin gethostbyname getaddrinfo

#endif
