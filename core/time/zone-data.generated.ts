// Made by `npm run zones` from moment-timezone's IANA data; do not edit. zones.ts tells how to read it.
export const VERSION = "2026f";
export const FROM_MS = 946684800000;
export const TO_MS = 2840140800000;

export const NAMES = `
0 Africa/Abidjan Africa/Accra Africa/Bamako Africa/Banjul Africa/Bissau Africa/Conakry Africa/Dakar Africa/Freetown Africa/Lome Africa/Monrovia Africa/Nouakchott Africa/Ouagadougou Africa/Timbuktu America/Danmarkshavn Atlantic/Reykjavik Atlantic/St_Helena Etc/GMT Etc/GMT+0 Etc/GMT-0 Etc/GMT0 Etc/Greenwich Etc/UCT Etc/UTC Etc/Universal Etc/Zulu GMT GMT+0 GMT-0 GMT0 Greenwich Iceland UCT UTC Universal Zulu
1 Africa/Addis_Ababa Africa/Asmara Africa/Asmera Africa/Dar_es_Salaam Africa/Djibouti Africa/Kampala Africa/Mogadishu Africa/Nairobi Antarctica/Syowa Asia/Aden Asia/Bahrain Asia/Kuwait Asia/Qatar Asia/Riyadh Etc/GMT-3 Indian/Antananarivo Indian/Comoro Indian/Mayotte
2 Africa/Algiers Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa Africa/Lagos Africa/Libreville Africa/Luanda Africa/Malabo Africa/Ndjamena Africa/Niamey Africa/Porto-Novo Etc/GMT-1
3 Africa/Blantyre Africa/Bujumbura Africa/Gaborone Africa/Harare Africa/Johannesburg Africa/Kigali Africa/Lubumbashi Africa/Lusaka Africa/Maputo Africa/Maseru Africa/Mbabane Etc/GMT-2
4 Africa/Cairo Egypt
5 Africa/Casablanca Africa/El_Aaiun
6 Africa/Ceuta Arctic/Longyearbyen Atlantic/Jan_Mayen Europe/Amsterdam Europe/Andorra Europe/Belgrade Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest Europe/Busingen Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta Europe/Monaco Europe/Oslo Europe/Paris Europe/Podgorica Europe/Prague Europe/Rome Europe/San_Marino Europe/Sarajevo Europe/Skopje Europe/Stockholm Europe/Tirane Europe/Vaduz Europe/Vatican Europe/Vienna Europe/Warsaw Europe/Zagreb Europe/Zurich Poland
7 Africa/Juba
8 Africa/Khartoum
9 Africa/Sao_Tome
10 Africa/Tripoli Libya
11 Africa/Tunis
12 Africa/Windhoek
13 America/Adak America/Atka US/Aleutian
14 America/Anchorage America/Juneau America/Nome America/Sitka America/Yakutat US/Alaska
15 America/Anguilla America/Antigua America/Aruba America/Barbados America/Blanc-Sablon America/Curacao America/Dominica America/Grenada America/Guadeloupe America/Guyana America/Kralendijk America/La_Paz America/Lower_Princes America/Manaus America/Marigot America/Martinique America/Montserrat America/Port_of_Spain America/Porto_Velho America/Puerto_Rico America/St_Barthelemy America/St_Kitts America/St_Lucia America/St_Thomas America/St_Vincent America/Tortola America/Virgin Brazil/West Etc/GMT+4
16 America/Araguaina
17 America/Argentina/Buenos_Aires America/Argentina/Cordoba America/Buenos_Aires America/Cordoba America/Rosario
18 America/Argentina/Catamarca America/Argentina/ComodRivadavia America/Argentina/La_Rioja America/Argentina/Rio_Gallegos America/Catamarca
19 America/Argentina/Jujuy America/Argentina/Salta America/Jujuy
20 America/Argentina/Mendoza America/Mendoza
21 America/Argentina/San_Juan
22 America/Argentina/San_Luis
23 America/Argentina/Tucuman
24 America/Argentina/Ushuaia
25 America/Asuncion
26 America/Atikokan America/Bogota America/Cayman America/Coral_Harbour America/Guayaquil America/Jamaica America/Lima America/Panama Etc/GMT+5 Jamaica
27 America/Bahia
28 America/Bahia_Banderas
29 America/Belem America/Cayenne America/Paramaribo Antarctica/Rothera Etc/GMT+3
30 America/Belize America/Costa_Rica America/El_Salvador America/Regina America/Swift_Current Canada/Saskatchewan Etc/GMT+6 Pacific/Galapagos
31 America/Boa_Vista
32 America/Boise America/Denver America/Shiprock MST7MDT Navajo US/Mountain
33 America/Cambridge_Bay
34 America/Campo_Grande
35 America/Cancun
36 America/Caracas
37 America/Chicago America/Menominee America/North_Dakota/Center CST6CDT US/Central
38 America/Chihuahua
39 America/Ciudad_Juarez
40 America/Coyhaique
41 America/Creston America/Dawson_Creek America/Hermosillo America/Phoenix Etc/GMT+7 US/Arizona
42 America/Cuiaba
43 America/Dawson America/Whitehorse Canada/Yukon
44 America/Detroit America/Kentucky/Louisville America/Louisville America/Montreal America/Nassau America/New_York America/Nipigon America/Thunder_Bay America/Toronto Canada/Eastern EST5EDT US/Eastern US/Michigan
45 America/Edmonton America/Inuvik America/Yellowknife Canada/Mountain
46 America/Eirunepe America/Porto_Acre America/Rio_Branco Brazil/Acre
47 America/Ensenada America/Santa_Isabel America/Tijuana Mexico/BajaNorte
48 America/Fort_Nelson
49 America/Fort_Wayne America/Indiana/Indianapolis America/Indiana/Marengo America/Indiana/Vevay America/Indianapolis US/East-Indiana
50 America/Fortaleza America/Maceio
51 America/Glace_Bay America/Halifax America/Thule Atlantic/Bermuda Canada/Atlantic
52 America/Godthab America/Nuuk
53 America/Goose_Bay
54 America/Grand_Turk
55 America/Guatemala
56 America/Havana Cuba
57 America/Indiana/Knox America/Indiana/Tell_City America/Knox_IN US/Indiana-Starke
58 America/Indiana/Petersburg America/Indiana/Vincennes
59 America/Indiana/Winamac
60 America/Iqaluit America/Kentucky/Monticello America/Pangnirtung
61 America/Los_Angeles PST8PDT US/Pacific
62 America/Managua
63 America/Matamoros
64 America/Mazatlan Mexico/BajaSur
65 America/Merida America/Mexico_City America/Monterrey Mexico/General
66 America/Metlakatla
67 America/Miquelon
68 America/Moncton
69 America/Montevideo
70 America/Noronha Brazil/DeNoronha
71 America/North_Dakota/Beulah
72 America/North_Dakota/New_Salem
73 America/Ojinaga
74 America/Port-au-Prince
75 America/Punta_Arenas Antarctica/Palmer
76 America/Rainy_River America/Winnipeg Canada/Central
77 America/Rankin_Inlet
78 America/Recife
79 America/Resolute
80 America/Santarem
81 America/Santiago Chile/Continental
82 America/Santo_Domingo
83 America/Sao_Paulo Brazil/East
84 America/Scoresbysund
85 America/St_Johns Canada/Newfoundland
86 America/Tegucigalpa
87 America/Vancouver Canada/Pacific
88 Antarctica/Casey
89 Antarctica/Davis
90 Antarctica/DumontDUrville Australia/Brisbane Australia/Lindeman Australia/Queensland Etc/GMT-10 Pacific/Chuuk Pacific/Guam Pacific/Port_Moresby Pacific/Saipan Pacific/Truk Pacific/Yap
91 Antarctica/Macquarie
92 Antarctica/Mawson
93 Antarctica/McMurdo Antarctica/South_Pole NZ Pacific/Auckland
94 Antarctica/Troll
95 Antarctica/Vostok
96 Asia/Almaty
97 Asia/Amman
98 Asia/Anadyr Asia/Kamchatka
99 Asia/Aqtau Asia/Atyrau Asia/Oral
100 Asia/Aqtobe
101 Asia/Ashgabat Asia/Ashkhabad Asia/Dushanbe Asia/Samarkand Asia/Tashkent Etc/GMT-5 Indian/Kerguelen Indian/Maldives
102 Asia/Baghdad
103 Asia/Baku
104 Asia/Bangkok Asia/Ho_Chi_Minh Asia/Jakarta Asia/Phnom_Penh Asia/Pontianak Asia/Saigon Asia/Vientiane Etc/GMT-7 Indian/Christmas
105 Asia/Barnaul
106 Asia/Beirut
107 Asia/Bishkek
108 Asia/Brunei Asia/Chongqing Asia/Chungking Asia/Harbin Asia/Hong_Kong Asia/Kuala_Lumpur Asia/Kuching Asia/Macao Asia/Macau Asia/Makassar Asia/Manila Asia/Shanghai Asia/Singapore Asia/Taipei Asia/Ujung_Pandang Etc/GMT-8 Hongkong PRC ROC Singapore
109 Asia/Calcutta Asia/Kolkata
110 Asia/Chita
111 Asia/Choibalsan Asia/Ulaanbaatar Asia/Ulan_Bator
112 Asia/Colombo
113 Asia/Dacca Asia/Dhaka
114 Asia/Damascus
115 Asia/Dili
116 Asia/Dubai Asia/Muscat Etc/GMT-4 Indian/Mahe Indian/Reunion
117 Asia/Famagusta
118 Asia/Gaza
119 Asia/Hebron
120 Asia/Hovd
121 Asia/Irkutsk
122 Asia/Istanbul Europe/Istanbul Turkey
123 Asia/Jayapura Asia/Seoul Asia/Tokyo Etc/GMT-9 Japan Pacific/Palau ROK
124 Asia/Jerusalem Asia/Tel_Aviv Israel
125 Asia/Kabul
126 Asia/Karachi
127 Asia/Kashgar Asia/Thimbu Asia/Thimphu Asia/Urumqi Etc/GMT-6 Indian/Chagos
128 Asia/Kathmandu Asia/Katmandu
129 Asia/Khandyga
130 Asia/Krasnoyarsk
131 Asia/Magadan
132 Asia/Nicosia Europe/Athens Europe/Bucharest Europe/Helsinki Europe/Kiev Europe/Kyiv Europe/Mariehamn Europe/Nicosia Europe/Sofia Europe/Uzhgorod Europe/Zaporozhye
133 Asia/Novokuznetsk
134 Asia/Novosibirsk
135 Asia/Omsk
136 Asia/Pyongyang
137 Asia/Qostanay
138 Asia/Qyzylorda
139 Asia/Rangoon Asia/Yangon Indian/Cocos
140 Asia/Sakhalin
141 Asia/Srednekolymsk
142 Asia/Tbilisi
143 Asia/Tehran Iran
144 Asia/Tomsk
145 Asia/Ust-Nera
146 Asia/Vladivostok
147 Asia/Yakutsk
148 Asia/Yekaterinburg
149 Asia/Yerevan
150 Atlantic/Azores
151 Atlantic/Canary Atlantic/Faeroe Atlantic/Faroe Atlantic/Madeira Eire Europe/Belfast Europe/Dublin Europe/Guernsey Europe/Isle_of_Man Europe/Jersey Europe/Lisbon Europe/London GB GB-Eire Portugal
152 Atlantic/Cape_Verde Etc/GMT+1
153 Atlantic/South_Georgia Etc/GMT+2
154 Atlantic/Stanley
155 Australia/ACT Australia/Canberra Australia/Melbourne Australia/NSW Australia/Sydney Australia/Victoria
156 Australia/Adelaide Australia/Broken_Hill Australia/South Australia/Yancowinna
157 Australia/Currie Australia/Hobart Australia/Tasmania
158 Australia/Darwin Australia/North
159 Australia/Eucla
160 Australia/LHI Australia/Lord_Howe
161 Australia/Perth Australia/West
162 Chile/EasterIsland Pacific/Easter
163 Etc/GMT+10 Pacific/Honolulu Pacific/Johnston Pacific/Rarotonga Pacific/Tahiti US/Hawaii
164 Etc/GMT+11 Pacific/Midway Pacific/Niue Pacific/Pago_Pago Pacific/Samoa US/Samoa
165 Etc/GMT+12
166 Etc/GMT+8 Pacific/Pitcairn
167 Etc/GMT+9 Pacific/Gambier
168 Etc/GMT-11 Pacific/Efate Pacific/Guadalcanal Pacific/Kosrae Pacific/Noumea Pacific/Pohnpei Pacific/Ponape
169 Etc/GMT-12 Kwajalein Pacific/Funafuti Pacific/Kwajalein Pacific/Majuro Pacific/Nauru Pacific/Tarawa Pacific/Wake Pacific/Wallis
170 Etc/GMT-13 Pacific/Enderbury Pacific/Kanton
171 Etc/GMT-14 Pacific/Kiritimati
172 Europe/Astrakhan Europe/Ulyanovsk
173 Europe/Chisinau Europe/Tiraspol
174 Europe/Kaliningrad
175 Europe/Kirov Europe/Moscow W-SU
176 Europe/Minsk
177 Europe/Riga
178 Europe/Samara
179 Europe/Saratov
180 Europe/Simferopol
181 Europe/Tallinn
182 Europe/Vilnius
183 Europe/Volgograd
184 Indian/Mauritius
185 NZ-CHAT Pacific/Chatham
186 Pacific/Apia
187 Pacific/Bougainville
188 Pacific/Fakaofo
189 Pacific/Fiji
190 Pacific/Marquesas
191 Pacific/Norfolk
192 Pacific/Tongatapu
`;

// prettier-ignore
export const CLOCKS = [
  "0|0|",
  "180|0|",
  "60|0|",
  "120|0|",
  "120 180|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|3n0o 4r2c 6hdo 4r2c 6hdo 4r2c 6hdo 4r2c 6p5o 4r2c 6hdo 4r2c 6hdo 4jac 6p5o 43qc 74po 3vyc 7cho 3o6c 7s1o 36ec xdo nac 14u1o 1amc 12xo 1q6c 2osho 5m6c 5m9o 5tyc 5eho 5tyc 5eho 5tyc 5m9o 5m6c 5m9o 5m6c 5m9o 5m6c 5m9o 5tyc 5eho 5tyc 5m9o 5m6c 5m9o 5m6c 5m9o 5m6c 5m9o 5m6c 5m9o 5tyc 5eho 5tyc 5m9o 5m6c 5m9o 5m6c 5m9o 5m6c 5m9o 5tyc 5eho 5tyc 5eho 5tyc 5m9o 5m6c 5m9o 5m6c 5m9o 5m6c 5m9o 5tyc 5eho 5tyc 5m9o 5m6c 5m9o 5m6c 5m9o 5m6c 5m9o 5tyc 5eho 5tyc 5eho 5tyc 5m9o 5m6c 5m9o 5m6c 5m9o 5m6c 5m9o 5tyc 5eho 5tyc",
  "0 60|01010101010101010101010101010101010101010101010101010|2mvk0 2u6c 8fdo 2hyc 7u9o 30uc 7cho 3o6c 8fh0 2j40 yg0 19k0 6hc0 25s0 11s0 2eo0 4r40 2s00 12w0 2mg0 4r40 2dk0 12w0 30w0 4r40 25s0 12w0 3gg0 4jc0 1q80 1ao0 3o80 4jc0 1ig0 12w0 9xs0 12w0 9q00 1ao0 9q00 12w0 9q00 1ao0 9q00 12w0 9xs0 12w0 9q00 1ao0 9q00 12w0 5m6c",
  "60 120|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2mho 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0",
  "120 180|010|g0o 6l9mc",
  "120 180|010|g0o 5klmc",
  "0 60|010|5mxlo b9k0",
  "120 60|010|40yw0 4ag0",
  "60 120|010101010|1o3ac 4oxo 5gpo 6p40 4jc0 6p40 4r40 6hc0",
  "120 60|0101010101010101010101010101010101010|2u80 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o",
  "-600 -540|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2us0 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-540 -480|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2uqc 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-240|0|",
  "-120 -180|0101010101|1rfc 6wxo 43qc 7cho 3vyc 7zto 38mc 313to 3o6c",
  "-180 -120|01010|2i4l0 2dic 6p5o 4jac",
  "-180 -240 -120|01020|1dsd0 l5o 13r2c 2dic",
  "-180 -120|010|2i4l0 2dic",
  "-180 -240 -120|01020|1did0 3w1o 10q6c 2dic",
  "-180 -240 -120|01020|1dr90 1p5o 12o6c 2dic",
  "-180 -240 -120|010201010|1dr90 1p5o 12o6c oec 1hdo 6p5o 4jac 6p5o",
  "-180 -240 -120|0102020|1dsd0 ddo 13yuc 2dic 6p5o 4jac",
  "-180 -240 -120|01020|1dq50 ndo 13r2c 2dic",
  "-180 -240|010101010101010101010101010101010101010101010101010|1z90 6hdo 4r2c 6p5o 5m6c 4jdo 6p2c 4r5o 6hac 61to 4jac 6p5o 4jac 6p5o 4jac 6wxo 4bic 6wxo 4bic 6wxo 5eec 5eho 5tyc 5eho 5tyc 5m9o 56mc 61to 56mc 61to 56mc 61to 5eec 5u1o 5eec 5u1o 5eec 61to 56mc 61to 56mc 61to 5eec 5u1o 5eec 5u1o 5eec 5u1o 5eec 61to",
  "-300|0|",
  "-120 -180|0101010101|1rfc 6wxo 43qc 7cho 3vyc 7zto 38mc 2pnlo 43qc",
  "-420 -360 -300|01010101010101010101021212121212121212121212121|2un0 6hac 5u1o 4jac 5u1o 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6h8o 4r5o 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac",
  "-180|0|",
  "-360|0|",
  "-180 -240|0101|1rh0 6wxo 7qc",
  "-420 -360|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2un0 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-360 -300 -420|010202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202|2ulc 6oz0 b0t0 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-180 -240|0101010101010101010101010101010101010101|1rh0 6wxo 43qc 7cho 3vyc 7zto 38mc 7k9o 3o6c 821o 3e6c 7cho 3vyc 7zto 3gec 74po 3vyc 7k9o 3o6c 7k9o 3vyc 7cho 3vyc 7cho 43qc 7cho 3o6c 7k9o 3o6c 7k9o 3vyc 7cho 3vyc 7cho 3vyc 7cho 3vyc 7zto 38mc",
  "-360 -300|01010101010101010101010101010101|2ulc 6hac 5u1o 4jac 5u1o 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 30xo",
  "-240 -270|010|2hhfo 2mmo0",
  "-360 -300|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2ulc 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-420 -360|0101010101010101010101010101010101010101010101|2un0 6hac 5u1o 4jac 5u1o 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o",
  "-420 -360|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2un0 6hac 5u1o 4jac 5u1o 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4blo 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 82z0 35h0 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-180 -240|0101010101010101010101010101010101010101010101010|2710 6p5o 4jac 6p5o 4jac 6p5o 4jac 6p5o 4r2c 6hdo 4r2c 6hdo 4r2c 6p5o 4jac 6p5o 56mc 61to 4r2c 6hdo 5eec 5u1o 6hac 38po 7ryc 3w1o 7cec 43to 74mc 43to j0ec 2t5o 8fac 2t5o 8fac 2t5o 7cec 4r5o 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4r5o 6p2c 4r5o",
  "-420|0|",
  "-180 -240|01010101010101010101010101010101010101|1rh0 6wxo 43qc 7cho 3vyc 7zto 38mc jaho 3e6c 7cho 3vyc 7zto 3gec 74po 3vyc 7k9o 3o6c 7k9o 3vyc 7cho 3vyc 7cho 43qc 7cho 3o6c 7k9o 3o6c 7k9o 3vyc 7cho 3vyc 7cho 3vyc 7cho 3vyc 7zto 38mc",
  "-480 -420|010101010101010101010101010101010101010101|2uoo 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o",
  "-300 -240|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2ujo 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-420 -360|010101010101010101010101010101010101010101010101010101|2un0 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o",
  "-300 -240|010|2nlcc 1onac",
  "-480 -420|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2uoo 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4blo 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-480 -420|01010101010101010101010101010101|2uoo 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o",
  "-300 -240|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|1ygzo 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-120 -180|010101|1rfc 6wxo fic b0po 3vyc",
  "-240 -180|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2ui0 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-180 -120 -60|010101010101010101010101010101010101010101010101212121212121212121212121212121212121212121212121212121212121212121212121|2mho 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 bg80 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0",
  "-240 -180|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2uep 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7chn 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-300 -240|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2ujo 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 159ic 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-360 -300|010|1zc20 4r2c",
  "-300 -240|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2ugc 6hc0 4r40 6hc0 4yw0 69k0 4yw0 69k0 4r40 t600 43s0 74o0 4bk0 6ww0 43s0 74o0 4bk0 74o0 4bk0 7cg0 4bk0 6p40 3w00 7cg0 3w00 7cg0 3w00 7cg0 43s0 7cg0 3w00 7cg0 3w00 7cg0 3w00 7cg0 3w00 7cg0 43s0 7cg0 3w00 7cg0 3w00 7cg0 3w00 7cg0 3w00 7cg0 3w00 iso0 3w00 7cg0 3w00 7cg0 3w00 7cg0 3w00 7cg0 43s0 7cg0 3w00 7cg0 3w00 7cg0 3w00 7cg0 3w00 7cg0 3w00 7cg0 43s0 7cg0 3w00 7cg0 3w00 7cg0 3w00 7cg0 3w00 7cg0 3w00 7cg0 43s0 7cg0 3w00 7cg0 3w00 7cg0 3w00 7cg0 3w00 7cg0 43s0 7cg0 3w00 7cg0 3w00 7cg0 3w00 7cg0 3w00 7cg0 3w00 7cg0 43s0 7cg0 3w00 7cg0 3w00 7cg0 3w00 7cg0 3w00 7cg0",
  "-300 -360|010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101|24ybo 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-300 -360 -240|01020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020|24ybo 43to b8ec 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-300 -360 -240|012020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020|24ybo 43to 7cco 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-360 -300 -240|012121212121212121212121212121212121212121212121212121212121212121212121212121212121212121212121212121212121212121212121|2ulc b8ec 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-480 -420|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2uoo 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-360 -300|01010|1nga0 5eec 6hh0 4r0o",
  "-360 -300|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2ulc 6hac 5u1o 4jac 5u1o 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4blo 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-420 -360|01010101010101010101010101010101010101010101010|2un0 6hac 5u1o 4jac 5u1o 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac",
  "-360 -300|01010101010101010101010101010101010101010101010|2ulc 6hac 5u1o 4jac 5u1o 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac",
  "-480 -540|010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101|4yi0o 43to 7cec 3w1o 7cec 3w1o 9pyc 1iho 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-180 -120|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2ugc 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-240 -180|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2uep 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43wz 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-180 -120|01010101010101010101010|1h6l0 5u1o 61to 4r2c 69lo 4yuc 6hdo 4r2c 6hdo 4r2c 6hdo 4yuc 69lo 4yuc 69lo 4yuc 6hdo 4r2c 6hdo 4r2c 6hdo 4r2c",
  "-60 -120|010101|1rdo 6wxo 7qc b8ho 3vyc",
  "-420 -360 -300|010101010101010101010121212121212121212121212121212121212121212121212121212121212121212121212121212121212121212121212121|2un0 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to b8ec 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-420 -360 -300|010101012121212121212121212121212121212121212121212121212121212121212121212121212121212121212121212121212121212121212121|2un0 6hac 4r5o 6hac 4yxo 69ic 4yxo b8ec 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-420 -360 -300|010101010101010101010101010101010101010101010121212121212121212121212121212121212121212121212121212121212121212121212121|2un0 6hac 5u1o 4jac 5u1o 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4blo 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o b8ec 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-300 -240|010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|1n8gc 6hac 4r5o 6hac 1ohx0 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec fc9o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-180 -240|010101010101010101010101010101010|2710 6p5o 4jac 6p5o 4jac 6p5o 4jac 6p5o 4r2c 6hdo 4r2c 6hdo 4r2c 6p5o 4jac 6p5o 56mc 61to 4r2c 6hdo 5eec 5u1o 6hac 38po 7ryc 3w1o 7cec 43to 74mc 43to j0ec 2t5o",
  "-360 -300|010101010101010101010101010101010101010101010101010101|2ulc 6hc0 4r40 6hc0 4yw0 69k0 4yw0 69k0 4yw0 6hc0 4r40 6hc0 4r40 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o",
  "-360 -300|01010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2ulc hpqc 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-120 -180|010101|1rfc 6wxo 7qc b8ho 3vyc",
  "-360 -300|010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2ulc hpqc 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o hxic 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-240 -180|01|2nlao",
  "-180 -240|01010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2710 6p5o 4jac 6p5o 4jac 6p5o 4jac 6p5o 4r2c 6hdo 4r2c 6hdo 4r2c 6p5o 4jac 6p5o 56mc 61to 4r2c 6hdo 5eec 5u1o 6hac 38po 7ryc 3w1o 7cec 43to 74mc 43to j0ec 2t5o 8fac 2t5o 8fac 2t5o 7cec 4r5o 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4r5o 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4r5o 6hac 4r5o",
  "-240 -300|010|9bu0 12w0",
  "-120 -180|0101010101010101010101010101010101010101|1rfc 6wxo 43qc 7cho 3vyc 7zto 38mc 7k9o 3o6c 821o 3e6c 7cho 3vyc 7zto 3gec 74po 3vyc 7k9o 3o6c 7k9o 3vyc 7cho 3vyc 7cho 43qc 7cho 3o6c 7k9o 3o6c 7k9o 3vyc 7cho 3vyc 7cho 3vyc 7cho 3vyc 7zto 38mc",
  "-60 0 -120|010101010101010101010101010101010101010101010101020202020202020202020202020202020202020202020202020202020202020202020202|2mho 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 b8g0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0",
  "-210 -150|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2udv 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7chn 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec",
  "-360 -300|010|1zju0 2u6c",
  "-480 -420|010101010101010101010101010101010101010101010101010101|2uoo 6hac 4r5o 6hac 4yxo 69ic 4yxo 69ic 4yxo 6hac 4r5o 6hac 4r5o 6hac 43to 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 43to 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o 7cec 3w1o",
  "480 660|01010101010101010|32fa0 4970 il10 3lyc 1glac fl5o 6hh0 4ypc 67h0 4t70 6hc1 4yqz 69p1 4yqz 69p1 4vjz",
  "420 300|01010|32fbo 4g1o ie6c 3m1o",
  "600|0|",
  "660 600|01010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2m2o 4r40 6hc0 61s0 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5m80 5m80 5eg0 61s0 5m80 5m80 5m80 5m80 guo0 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80",
  "360 300|01|32fdc",
  "780 720|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2e7c 61s0 56o0 69k0 4yw0 69k0 4yw0 69k0 56o0 61s0 56o0 61s0 56o0 61s0 56o0 61s0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5m80 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5m80 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 61s0 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5m80 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5m80 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5m80 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5m80 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 61s0 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5m80 5u00 5eg0 5u00 5eg0",
  "0 120|010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|1n0ho 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0",
  "420 300|01|7i47o",
  "360 420 300|010101010102|2m9c 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 61xgo",
  "120 180|01010101010101010101010101010101010101010101|2qso 5nc0 5l40 5nc0 5m80 5m80 5m80 6hc0 4r40 69k0 56o0 5m80 5m80 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 jfyc 30xo 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 3o80",
  "720 780 660|01010101010101010101020|2lzc 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 bg9o 4jc0",
  "240 300|0101010101|2mco 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40",
  "300 360|01010101010|2mb0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40",
  "300|0|",
  "180 240|01010101010101010|2t40 5nc0 5m80 5nc0 5m80 5nc0 5m80 5nc0 5nc0 5nc0 5m80 5nc0 5m80 5nc0 5m80 5nc0",
  "240 300|010101010101010101010101010101010|2mg0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0",
  "420|0|",
  "360 420|01010101010101010101010101|2m9c 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 14eec fzlo",
  "120 180|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2mco 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4jdo 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4jdo 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac",
  "300 360|010101010101|2mbu 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo",
  "480|0|",
  "330|0|",
  "540 600 480|01010101010101010101010120|2m4c 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 14eec fznc",
  "480 540|01010101010101010|ewe0 4r2c 5m9o 5m6c 5m9o 5m6c 5m9o 5m6c 5m9o 5m6c 5m9o 5tyc 2nplo 5m30 5md0 5m30",
  "360 330|01|1yuuu",
  "360 420|010|2ypwc 60o0",
  "120 180|0101010101010101010101010101010101010101010101|2t0o 5nac 5m9o 5nac 5m9o 5nac 5m9o 5nac 5ndo 5nac 5m9o 5nac 5m9o 5dac 5u1o 6p2c 4r5o 6iec 4i9o 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4jdo",
  "480 540|01|80io",
  "240|0|",
  "120 180|01010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2mho 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 hxk0 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0",
  "120 180|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|3f8o 5m6c 5m9o 5m6c 5m9o 5m6c 5m9o 5m6c 5m9o 56o0 61s0 5b5o 5iuc 5dac 5w9o 53do 62uc 4r2c 6hdo 4yw0 6ao1 486b 76xp 3rib 7gxo 5eg0 5u00 5m6c 5m9o 6hac 4s9o 6g80 4s9o 6p2c 4jdo 6p2c 4jdo 6p2c 4q00 6iec 4r5o 6hc0 4r40 6o00 4lk0 6o1o 5m9o 5m6c 5eho 5tyc 56po 61qc 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4jdo 6p2c 4jdo 6p2c 4r5o 69ic 4yxo 61qc 56po 5m6c 5m9o 5eec 5u1o 4yuc 1iho 7qc 4r5o 4jac 1apo nac 4r5o 4bic 1apo v2c 4r5o 3vyc 1iho 12uc 4r5o 3o6c 1apo 1q6c 4jdo 3gec 1apo 1xyc 4jdo 30uc 1iho 25qc 4r5o 2lac 1apo 2lac 4r5o 25qc 1iho 2t2c 4r5o 1xyc 1apo 3gec 4jdo 1q6c 1apo 3o6c 4jdo 1amc 1iho 3vyc 4r5o v2c 1apo 4bic 4r5o fic 1iho 4jac 4r5o 7qc 1iho 4r2c 61to 5eec 5m9o 5m6c 56po 61qc 4yxo 69ic 4r5o 6hac",
  "120 180|010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|3f8o 5m6c 5m9o 5m6c 5m9o 5m6c 5m9o 5m6c 5m9o 56o0 61s0 5b5o 5iuc 5dac 5w9o 53do 62uc 4uec 6e1o 4yw0 69k0 49ac 76xp 3rib w9o yec 5m9o 5eg0 5u00 5m6c 5m9o 6hac 4s9o 6g80 4s9o 6p2c 4jdo 6p2c 4jdo 6p2c 4q00 6iec 4r5o 6hc0 4r40 6o00 4lk0 6o1o 5m9o 5m6c 5eho 5tyc 56po 61qc 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4jdo 6p2c 4jdo 6p2c 4r5o 69ic 4yxo 61qc 56po 5m6c 5m9o 5eec 5u1o 4yuc 1iho 7qc 4r5o 4jac 1apo nac 4r5o 4bic 1apo v2c 4r5o 3vyc 1iho 12uc 4r5o 3o6c 1apo 1q6c 4jdo 3gec 1apo 1xyc 4jdo 30uc 1iho 25qc 4r5o 2lac 1apo 2lac 4r5o 25qc 1iho 2t2c 4r5o 1xyc 1apo 3gec 4jdo 1q6c 1apo 3o6c 4jdo 1amc 1iho 3vyc 4r5o v2c 1apo 4bic 4r5o fic 1iho 4jac 4r5o 7qc 1iho 4r2c 61to 5eec 5m9o 5m6c 56po 61qc 4yxo 69ic 4r5o 6hac",
  "420 480|01010101010101010|ewfo 4r2c 5m9o 5m6c 5m9o 5m6c 5m9o 5m6c 5m9o 5m6c 5m9o 5tyc 2nplo 5m30 5md0 5m30",
  "480 540|0101010101010101010101010|2m60 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 14eec",
  "120 180|0101010101010101010101010101010101|2mec 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jfc 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4kg0 6o00 4jc0 6p40 4r40 6hc0 4s80 6g80 4r40 6ww0 4bk0",
  "540|0|",
  "120 180|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|37k0 5eco 5plo 56mc 5qpo 5xac 5b5o 5tyc 5rto 56mc 5wbc 5w6c 5c9o 5oec 5k1o 58uc 5zlo 5w6c 5c9o 5oec 5k1o 58uc 67do 5oec 5k1o 5gmc 5rto 6jic 4oxo 6jic 4oxo 6jic 4oxo 6rac 4h5o 6rac 4h5o 6rac 4oxo 6jic 4oxo 6jic 4oxo 6rac 4h5o 6rac 4h5o 6rac 4oxo 6jic 4oxo 6jic 4oxo 6jic 4oxo 6rac 4h5o 6rac 4h5o 6rac 4oxo 6jic 4oxo 6jic 4oxo 6rac 4h5o 6rac 4h5o 6rac 4h5o 6rac 4oxo 6jic 4oxo 6jic 4oxo 6rac 4h5o 6rac 4h5o 6rac 4oxo 6jic 4oxo 6jic 4oxo 6jic 4oxo 6rac 4h5o 6rac 4h5o 6rac 4oxo 6jic 4oxo 6jic 4oxo 6rac 4h5o 6rac 4h5o 6rac 4oxo 6jic 4oxo 6jic 4oxo 6jic 4oxo 6rac 4h5o 6rac 4h5o 6rac 4oxo 6jic 4oxo 6jic",
  "270|0|",
  "300 360|0101010|pino 5m6c 1rqho 4pyc 53do 666c",
  "360|0|",
  "345|0|",
  "540 600 660|010101010121212121212121210|2m4c 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 22co 2opo 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 58r0 z5p0",
  "420 480|0101010101010101010101010|2m7o 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 14eec",
  "660 720 600|01010101010101010101010120|2m10 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 14eec gurc",
  "120 180|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2mho 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0",
  "420 480 360|01010101010101010101020|2m7o 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 bg9o 4jc0",
  "360 420|01010101010101010101010101|2m9c 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 14eec jnto",
  "360 420|0101010101010101010101010|2m9c 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 14eec",
  "540 510|010|4w2h0 uog0",
  "300 360|01010101010|2mb0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 68mj0",
  "300 360|01010101010|2mb0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 4m2r0",
  "390|0|",
  "600 660|01010101010101010101010101|2m2o 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 14eec fzlo",
  "660 720|0101010101010101010101010|2m10 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 14eec",
  "240 300 180|0101010101020|2m9c 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 2t2c 3w6o 4jc0",
  "210 270|0101010101010101010101010101010101010101010|2gq6 5oec 5m9o 5oec 5l5o 5oec 5l5o 5oec 5l5o 5oec 5m9o 5oec s49o 5oec 5m9o 5oec 5l5o 5oec 5l5o 5oec 5l5o 5oec 5m9o 5oec 5l5o 5oec 5l5o 5oec 5l5o 5oec 5m9o 5oec 5l5o 5oec 5l5o 5oec 5l5o 5oec 5m9o 5oec 5l5o 5oec",
  "420 480 360|010101020202020202020202020|2m7o 6p40 4jc0 6p40 4r40 yg0 5ixo 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 14eec hxlo",
  "660 720 600|01010101010101010101010102|2m10 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 58r0 z5p0",
  "600 660|0101010101010101010101010|2m2o 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 14eec",
  "540 600|0101010101010101010101010|2m4c 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 14eec",
  "300 360|0101010101010101010101010|2mb0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 14eec",
  "240 300|0101010101010101010101010|2mco 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40",
  "-60 0|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2mho 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0",
  "0 60|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2mho 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0",
  "-60|0|",
  "-120|0|",
  "-180 -240|01010101010101010101010|39x0 4jdo 6p5o 4blo 74mc 43to 74mc 4blo 6wuc 4blo 6wuc 4blo 6wuc 4blo 6wuc 4blo 74mc 4blo 6wuc 4blo 6wuc 4blo",
  "660 600|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2m2o 4r40 6hc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4r40 6hc0 4jc0 6p40 4yw0 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80",
  "630 570|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2m3i 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4r40 6hc0 4jc0 6p40 4yw0 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80",
  "660 600|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2m2o 4r40 6hc0 61s0 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5m80 5m80 5eg0 61s0 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80",
  "570|0|",
  "525 585|0101010|260kr 3gg0 6p40 4r40 6hc0 4r40",
  "660 630|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2m10 4r4u 6hb6 6p4u 4r36 6hcu 4r36 6hcu 4r36 6p4u 4jb6 6p4u 4r36 6hcu 4jb6 6p4u 4yv6 5m8u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5u0u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5u0u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5tz6 5m8u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5u0u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5u0u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5u0u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5u0u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5tz6 5m8u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5m8u 5m76 5u0u 5m76 5m8u 5m76 5m8u",
  "480 540|0101010|260m0 3gg0 6p40 4r40 6hc0 4r40",
  "-300 -360|01010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2710 6p5o 4jac 6p5o 4jac 6p5o 4jac 6p5o 4r2c 6hdo 4r2c 6hdo 4r2c 6p5o 4jac 6p5o 56mc 61to 4r2c 6hdo 5eec 5u1o 6hac 38po 7ryc 3w1o 7cec 43to 74mc 43to j0ec 2t5o 8fac 2t5o 8fac 2t5o 7cec 4r5o 6hac 4r5o 6hac 4r5o 6hac 4yxo 69ic 4r5o 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6hac 4r5o 6p2c 4jdo 6p2c 4r5o 6hac 4r5o",
  "-600|0|",
  "-660|0|",
  "-720|0|",
  "-480|0|",
  "-540|0|",
  "660|0|",
  "720|0|",
  "780|0|",
  "840|0|",
  "180 240|01010101010101010101010101|2mec 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 14eec fzlo",
  "120 180|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2mg0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jdo 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0",
  "120 180|0101010101010101010101010|2mg0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 14eec",
  "180 240|0101010101010101010101010|2mec 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 14eec",
  "120 180|010101010101010101010101|2mg0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0",
  "120 180|01010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|duxo 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0",
  "240 300 180|01010101010101010101020|2mco 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 bg9o 4jc0",
  "180 240|01010101010101010101010101|2mec 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 14eec nrlo",
  "120 180 240|0101010101010101010101010101021|2mho 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r2c 6h8o",
  "120 180|010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|pb5o 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0",
  "120 180|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|10jlo 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0",
  "180 240|010101010101010101010101010|2mec 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 6p40 4jc0 6p40 4jc0 6p40 4r40 6hc0 4r40 6hc0 4r40 6p40 4jc0 14eec 195lo oeuc",
  "240 300|010|2reso 4r2c",
  "825 765|0101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010|2e7c 61s0 56o0 69k0 4yw0 69k0 4yw0 69k0 56o0 61s0 56o0 61s0 56o0 61s0 56o0 61s0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5m80 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5m80 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 61s0 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5m80 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5m80 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5m80 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5m80 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 61s0 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5m80 5u00 5eg0 5u00 5eg0",
  "-660 -600 840 780|010123232323232323232323|3d16c 5t10 5eg0 2zlc 2ueo 5m80 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5eg0 5u00 5m80 5u00 5eg0 5u00 5eg0 5u00",
  "600 660|01|4oyyo",
  "-660 780|01|3r8ac",
  "780 720|01010101010101010101010101|1qvc 31yw0 3o80 6hc0 43s0 74o0 2t40 8fc0 2t40 8n40 2lac 8uxo 2dk0 8uw0 2dk0 92o0 25s0 92o0 25s0 92o0 25s0 9ag0 1y00 al40 v40",
  "-570|0|",
  "690 660 720|01212121212121212121212121212121212121212121212121212121212121212121212121212121212|4xm06 195ku 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5m80 5u00 5m80 5m80 5m80 5m80",
  "840 780|01010101|2e5o 74o0 2lac 8n5o 2lac 4mkpo 25s0",
];
