// Hindi, in its own letters and in Latin ones.
export default {
  code: 'hi',
  regions: ['IN'],
  names: ['Neha', 'Rohit', 'पूजा', 'Amit', 'Kavita', 'संजय'],
  phone: ['namaste main {n} mera naya number {p} save kar lo', 'delivery boy ko ghar nahi mil raha bolo {p} pe call kare', '{p} mere pati ka hai', 'मोबाइल: {p}', 'shaam 6 baje ke baad {p} par baat ho sakti hai', 'subah se wait kar raha hu call karo {p}', 'mera {p} aur mummy ka {p}', 'sirf whatsapp {p}', '{p} se missed call aaya tha kya kaam tha', 'धन्यवाद\n{n}\nसेल्स\nफोन {p}\n{e}', 'सोसाइटी गेट पर {p} पर कॉल करें', 'sorry galat likha sahi wala {p}', '{p}', 'plumber {n} {p} achha kaam karta hai', 'मेरा नंबर {p} है'],
  email: ['quotation {e} pe bhej do', 'mera email {e}', '{e}', 'बिल नहीं आया {e} पर भेजें'],
  card: ['card {c} se do baar paise kate', 'is card se try karo {c}'],
  iban: ['refund {i} mein kar do'],
  hard: ['order {ord} abhi bhi processing mein hai', 'mera order {ord} kahan hai', 'tracking {trk} {date} se ruka hai', 'invoice {inv} {price} ka {date} tak', 'OTP {otp} kisi ko mat batana', 'meeting {date} {time} baje', 'barcode {bar}', 'serial no {ser}', 'box {size} cm {kg} kg', 'pehle {price} tha ab {price}', 'flight {flight} {time}', 'dukaan {time}-{time}', 'item {sku} {qty} pcs', 'ticket {tick} band', 'PNR {bankref}', 'pin code {zip}'],
  talk: ['theek hai dhanyavaad', 'abhi available hai kya', 'thoda kam karo na', 'kal milte hain', 'koi baat nahi', 'haha jaldi', 'neela wala size M', 'toota hua aaya', 'delivery mein kitne din', 'stock mein hai?', 'wife se puch ke batata hu', 'good morning koi update', 'haan please', 'बहुत बहुत धन्यवाद 🙏'],
};
